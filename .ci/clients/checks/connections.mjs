// Socket Mode connections: docs.slack.dev/apis/events-api/using-socket-mode.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { app, appToken, client, dana, lastSeen, receiver, stage, until } from '../workspace.mjs';

const open = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.disconnect();
  await until(async () => (await stage('connections')) === 0, 'every connection to end');
});

/** A connection of Slack's Socket Mode client with all frames it got. */
const connect = async ({ client } = receiver(500)) => {
  const frames = [];
  client.on('ws_message', (data) => frames.push(JSON.parse(data)));
  await client.start();
  open.push(client);
  return { client, frames };
};
/** A Bolt app that serves /ping, with all frames it got. */
const start = async () => {
  const bolt = app(500);
  const served = [];
  bolt.command('/ping', ({ ack, command }) => {
    served.push(command.text);
    return ack('pong');
  });
  return { served, ...(await connect(bolt.receiver)) };
};
const ping = (text) => dana.types({ in: 'fort-myers', say: `/ping ${text}` });

test('hello comes first, with the app, the number of its connections and the time they live', async () => {
  const { frames: [first] } = await connect();
  const { frames: [second] } = await connect();
  assert.deepEqual([first.type, first.num_connections, second.num_connections], ['hello', 1, 2]);
  assert.ok(first.connection_info.app_id.startsWith('A') && first.debug_info.host);
  assert.ok(first.debug_info.approximate_connection_time > 0);
});

test('of two connections each payload goes to one, and either may get it', async () => {
  const apps = [await start(), await start()];
  const texts = Array.from({ length: 8 }, (_, i) => `${i}`);
  for (const text of texts) assert.equal((await ping(text)).Ack.Problem, '');
  assert.deepEqual(apps.flatMap((a) => a.served).sort(), texts);
  assert.ok(apps.every((a) => a.served.length > 0));
});

for (const reason of ['warning', 'refresh_requested']) {
  test(`disconnect with the reason ${reason}: the other connection serves until the client has connected anew`, async () => {
    const [first, second] = [await start(), await start()];
    await stage('disconnects', { say: reason });
    await until(() => first.frames.some((f) => f.type === 'disconnect'), 'the word');
    const said = first.frames.find((f) => f.type === 'disconnect');
    assert.equal(said.reason, reason);
    assert.ok(said.debug_info.host);
    await until(async () => (await stage('connections')) === 1, 'the end of the first');
    assert.equal((await ping('meanwhile')).Ack.Problem, '');
    assert.deepEqual([first.served, second.served], [[], ['meanwhile']]);
    await until(() => first.frames.filter((f) => f.type === 'hello').length === 2, 'the second hello');
    for (const text of ['a', 'b']) assert.equal((await ping(text)).Ack.Problem, '');
    assert.deepEqual([first.served.length, second.served.length], [1, 2]);
  });
}

test('a connection that is cut is opened anew', async () => {
  const { frames } = await connect();
  await stage('cuts');
  await until(() => frames.filter((f) => f.type === 'hello').length === 2, 'the second hello');
});

test('ten connections at most: the eleventh is sent away', async () => {
  for (let i = 0; i < 10; i++) await connect();
  const { client } = receiver(500);
  client.autoReconnectEnabled = false;
  const frames = [];
  client.on('ws_message', (data) => frames.push(JSON.parse(data)));
  await assert.rejects(client.start());
  assert.deepEqual([frames[0].type, frames[0].reason], ['disconnect', 'too_many_websockets']);
  assert.equal(await stage('connections'), 10);
});

test('an event without an ack within three seconds comes again at once, as its first retry for a timeout', async () => {
  const { client } = await connect();
  const got = [];
  client.on('slack_event', ({ ack, body, retry_num, retry_reason }) => {
    got.push([body.event_id, retry_num, retry_reason]);
    return retry_num > 0 ? ack() : undefined;
  });
  await stage('sends', { event: { type: 'user_change', user: { id: 'U0DANA' } } });
  await until(() => got.length === 2, 'the retry');
  assert.deepEqual(got[1], [got[0][0], 1, 'timeout']);
  assert.equal(got[0][1], 0);
});

test('a command without an ack within three seconds tells its author operation_timeout, and is not sent again', async () => {
  const { client } = await connect();
  let got = 0;
  client.on('slash_commands', () => got++);
  await ping('lost');
  assert.equal((await lastSeen(dana, 'fort-myers')).Text, '/ping failed with the error "operation_timeout"');
  assert.equal(got, 1);
});

test('a command while no connection is open tells its author dispatch_failed', async () => {
  await ping('nobody');
  assert.equal((await lastSeen(dana, 'fort-myers')).Text, '/ping failed with the error "dispatch_failed"');
});

test('accepts_response_payload is true for commands and false for events', async () => {
  const { client, frames } = await connect();
  client.on('slack_event', ({ ack }) => ack());
  await ping('x');
  await stage('sends', { event: { type: 'user_change', user: { id: 'U0DANA' } } });
  await until(() => frames.some((f) => f.type === 'events_api'), 'the event');
  const accepts = Object.fromEntries(frames.filter((f) => f.envelope_id).map((f) => [f.type, f.accepts_response_payload]));
  assert.deepEqual(accepts, { slash_commands: true, events_api: false });
});

test('disconnect with the reason link_disabled comes to every connection, and no new one is given', async () => {
  const both = [await connect(), await connect()];
  for (const { client } of both) client.autoReconnectEnabled = false;
  await stage('disconnects', { say: 'link_disabled' });
  await until(() => both.every(({ frames }) => frames.at(-1).reason === 'link_disabled'), 'the word');
  await until(async () => (await stage('connections')) === 0, 'every connection to end');
  open.length = 0;
  await assert.rejects(client(appToken).apps.connections.open({}));
});
