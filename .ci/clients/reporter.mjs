// One JSON line for every check: its name, whether it passed, and what was said when it did not. A check that was left out
// did not pass.
export default async function* reporter(events) {
  for await (const { type, data } of events) {
    if (type === 'test:stderr') process.stderr.write(data.message);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details.type === 'suite') continue;
    const left = data.skip !== undefined || data.todo !== undefined;
    const error = data.details.error;
    yield `${JSON.stringify({
      check: data.name,
      passed: type === 'test:pass' && !left,
      said: left ? 'left out' : String(error?.cause?.stack ?? error?.stack ?? ''),
    })}\n`;
  }
}
