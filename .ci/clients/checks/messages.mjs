// Posting, editing, threads, history, ephemerals, metadata, limits and files: docs.slack.dev/messaging.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { actions, button, dana, eve, lastSeen, plain, refused, section, web } from '../workspace.mjs';

const channel = 'C0FM';
const post = async (text, more) => (await web.chat.postMessage({ channel, text, ...more })).ts;
const history = (args) => web.conversations.history({ channel, ...args });
const texts = (answer) => answer.messages.map((m) => m.text);
let root;

before(async () => {
  root = await post('root');
});

test('chat.postMessage gives channel, ts and the message; ts is seconds and six digits, and never repeats', async () => {
  const one = await web.chat.postMessage({ channel, text: 'one' });
  const two = await web.chat.postMessage({ channel, text: 'two' });
  assert.match(one.ts, /^\d{10}\.\d{6}$/);
  assert.ok(one.ts < two.ts);
  assert.deepEqual([one.channel, one.message.text, one.message.type], [channel, 'one', 'message']);
  assert.ok(one.message.bot_id && one.message.user);
});

test('chat.postMessage: channel_not_found, not_in_channel, is_archived', async () => {
  for (const [to, name] of [['C0NONE', 'channel_not_found'], ['C0GEN', 'not_in_channel'], ['C0OLD', 'is_archived']]) {
    await refused(web.chat.postMessage({ channel: to, text: 'x' }), name);
  }
});

test('chat.postMessage: a person\'s id posts to the direct message with them', async () => {
  const { channel: dm } = await web.chat.postMessage({ channel: 'U0DANA', text: 'for you' });
  assert.equal(dm[0], 'D');
  assert.equal((await lastSeen(dana, '@paidup')).Text, 'for you');
});

test('no_text: neither text nor blocks nor attachments', () => refused(web.chat.postMessage({ channel }), 'no_text'));

test('text is not enforced with blocks; blocks and elements get ids', async () => {
  const { message } = await web.chat.postMessage({ channel, blocks: [section('hi'), actions(button('Go'))] });
  assert.ok(message.blocks.every((b) => b.block_id));
  assert.ok(message.blocks[1].elements[0].action_id);
});

test('text above 40,000 characters is truncated; a chat.update above 4,000 is msg_too_long', async () => {
  const { ts, message } = await web.chat.postMessage({ channel, text: 'x'.repeat(40_100) });
  assert.equal(message.text.length, 40_000);
  await refused(web.chat.update({ channel, ts, text: 'x'.repeat(4_001) }), 'msg_too_long');
});

test('markdown_text is the message; markdown_text_conflict with text or blocks', async () => {
  await web.chat.postMessage({ channel, markdown_text: 'plain *words*' });
  assert.match((await lastSeen(dana, 'fort-myers')).Text, /plain/);
  await refused(web.chat.postMessage({ channel, markdown_text: 'a', text: 'b' }), 'markdown_text_conflict');
  await refused(web.chat.postEphemeral({ channel, user: 'U0DANA', markdown_text: 'a', blocks: [section('b')] }), 'markdown_text_conflict');
});

for (const [limit, blocks] of [
  ['more than 50 blocks', Array.from({ length: 51 }, () => ({ type: 'divider' }))],
  ['a section above 3,000 characters', [section('x'.repeat(3_001))]],
  ['an empty text', [section('')]],
  ['a header above 150 characters', [{ type: 'header', text: plain('x'.repeat(151)) }]],
  ['a button\'s text above 75 characters', [actions(button('x'.repeat(76), 'a'))]],
  ['more than 25 elements', [actions(...Array.from({ length: 26 }, (_, i) => button('x', `a${i}`)))]],
  ['a block_id used twice', [{ ...section('a'), block_id: 'same' }, { ...section('b'), block_id: 'same' }]],
  ['an action_id used twice in a block', [actions(button('a', 'same'), button('b', 'same'))]],
  ['a block of no known type', [{ type: 'poem' }]],
]) {
  test(`invalid_blocks: ${limit}`, async () => {
    const answer = await refused(web.chat.postMessage({ channel, text: 'x', blocks }), 'invalid_blocks');
    assert.match(answer.response_metadata.messages.join(), /json-pointer:\/blocks/);
  });
}

test('50 blocks and 3,000 characters are taken', async () => {
  await post('x', { blocks: Array.from({ length: 50 }, () => ({ type: 'divider' })) });
  await post('x', { blocks: [section('x'.repeat(3_000))] });
});

test('invalid_blocks_format: blocks that are no JSON', () => refused(web.chat.postMessage({ channel, blocks: '[{' }), 'invalid_blocks_format'));

test('too_many_attachments: more than 100', () =>
  refused(web.chat.postMessage({ channel, text: 'x', attachments: Array.from({ length: 101 }, () => ({ text: 'a' })) }), 'too_many_attachments'));

test('chat.update edits in place; blocks stay where they are not named and go with an empty array', async () => {
  const ts = await post('first', { blocks: [section('block')] });
  await web.chat.update({ channel, ts, text: 'second' });
  const [edited] = (await history({ latest: ts, inclusive: true, limit: 1 })).messages;
  assert.deepEqual([edited.ts, edited.text, edited.blocks.length], [ts, 'second', 1]);
  assert.match(edited.edited.ts, /^\d{10}\.\d{6}$/);
  assert.equal((await web.chat.update({ channel, ts, text: 'third', blocks: [] })).message.blocks, undefined);
});

test('chat.update: message_not_found, cant_update_message for others\' messages, no_text, is_inactive in an archived channel', async () => {
  await refused(web.chat.update({ channel, ts: '1234567890.123456', text: 'x' }), 'message_not_found');
  const { TS: ts } = await dana.types({ in: 'fort-myers', say: 'mine' });
  await refused(web.chat.update({ channel, ts, text: 'yours' }), 'cant_update_message');
  await refused(web.chat.update({ channel, ts: root }), 'no_text');
  await refused(web.chat.update({ channel: 'C0OLD', ts, text: 'x' }), 'is_inactive');
});

test('chat.delete removes; cant_delete_message for others\' messages, message_not_found afterwards', async () => {
  const ts = await post('short-lived');
  await web.chat.delete({ channel, ts });
  assert.ok(!texts(await history()).includes('short-lived'));
  await refused(web.chat.delete({ channel, ts }), 'message_not_found');
  const { TS: theirs } = await dana.types({ in: 'fort-myers', say: 'mine' });
  await refused(web.chat.delete({ channel, ts: theirs }), 'cant_delete_message');
});

test('thread replies stay out of conversations.history, which counts them; conversations.replies gives them after their parent', async () => {
  const ts = await post('parent');
  await post('reply one', { thread_ts: ts });
  await post('reply two', { thread_ts: ts });
  const top = await history({ limit: 5 });
  assert.ok(!texts(top).some((t) => t.startsWith('reply')));
  const parent = top.messages.find((m) => m.ts === ts);
  assert.deepEqual([parent.thread_ts, parent.reply_count, parent.latest_reply > ts], [ts, 2, true]);
  const thread = await web.conversations.replies({ channel, ts });
  assert.deepEqual(texts(thread), ['parent', 'reply one', 'reply two']);
  assert.ok(thread.messages.every((m) => m.thread_ts === ts));
  assert.equal(thread.has_more, false);
});

test('conversations.replies: a message in the thread names it, an unthreaded one stands alone, thread_not_found', async () => {
  const ts = await post('parent of one');
  const reply = await post('the one', { thread_ts: ts });
  assert.deepEqual(texts(await web.conversations.replies({ channel, ts: reply })), ['parent of one', 'the one']);
  assert.deepEqual(texts(await web.conversations.replies({ channel, ts: await post('alone') })), ['alone']);
  await refused(web.conversations.replies({ channel, ts: '1234567890.123456' }), 'thread_not_found');
});

test('reply_broadcast shows a reply in the channel too, as thread_broadcast', async () => {
  const ts = await post('broadcast parent');
  const reply = await post('heard by all', { thread_ts: ts, reply_broadcast: true });
  const found = (await history()).messages.find((m) => m.ts === reply);
  assert.deepEqual([found.subtype, found.thread_ts], ['thread_broadcast', ts]);
});

test('conversations.history: the newest first, page by page, has_more until the end', async () => {
  const all = (await history({ limit: 999 })).messages.map((m) => m.ts);
  assert.deepEqual(all, [...all].sort().reverse());
  const paged = [];
  for await (const page of web.paginate('conversations.history', { channel, limit: 7 })) {
    paged.push(...page.messages.map((m) => m.ts));
    assert.equal(page.has_more, paged.length < all.length);
    assert.equal(Boolean(page.response_metadata?.next_cursor), page.has_more);
  }
  assert.deepEqual(paged, all);
});

test('conversations.history: oldest and latest are exclusive unless inclusive; latest, inclusive and limit 1 fetch one message', async () => {
  const [a, b, c] = [await post('a'), await post('b'), await post('c')];
  assert.deepEqual(texts(await history({ oldest: a, latest: c })), ['b']);
  assert.deepEqual(texts(await history({ oldest: a, latest: c, inclusive: true })), ['c', 'b', 'a']);
  assert.deepEqual(texts(await history({ latest: b, inclusive: true, limit: 1 })), ['b']);
});

test('conversations.history: invalid_ts_oldest, invalid_ts_latest, not_in_channel, channel_not_found', async () => {
  await refused(history({ oldest: 'yesterday' }), 'invalid_ts_oldest');
  await refused(history({ latest: 'tomorrow' }), 'invalid_ts_latest');
  await refused(web.conversations.replies({ channel, ts: root, latest: 'tomorrow' }), 'invalid_ts_latest');
  await refused(history({ channel: 'C0GEN' }), 'not_in_channel');
  await refused(history({ channel: 'C0NONE' }), 'channel_not_found');
});

test('chat.postEphemeral: one person sees it, history does not have it, it cannot be updated or reacted to', async () => {
  const { message_ts: ts } = await web.chat.postEphemeral({ channel, user: 'U0DANA', text: 'between us' });
  assert.match(ts, /^\d{10}\.\d{6}$/);
  assert.equal((await lastSeen(dana, 'fort-myers')).Text, 'between us');
  assert.ok(!texts(await history()).includes('between us'));
  await refused(web.chat.update({ channel, ts, text: 'x' }), 'message_not_found');
  await refused(web.reactions.add({ channel, timestamp: ts, name: 'eyes' }), 'message_not_found');
});

test('chat.postEphemeral: user_not_in_channel, channel_not_found, is_archived, no_text', async () => {
  const whisper = (args) => web.chat.postEphemeral({ channel, user: 'U0DANA', text: 'x', ...args });
  await refused(whisper({ user: 'U0EVE' }), 'user_not_in_channel');
  await refused(whisper({ user: 'U0NONE' }), 'user_not_in_channel');
  await refused(whisper({ channel: 'C0NONE' }), 'channel_not_found');
  await refused(whisper({ channel: 'C0OLD' }), 'is_archived');
  await refused(whisper({ text: '' }), 'no_text');
});

test('metadata comes back with include_all_metadata alone', async () => {
  const metadata = { event_type: 'notice_shown', event_payload: { id: 'n1', version: 3, tags: ['a'] } };
  const ts = await post('with metadata', { metadata });
  const read = async (args) => (await history({ latest: ts, inclusive: true, limit: 1, ...args })).messages[0].metadata;
  assert.deepEqual(await read({ include_all_metadata: true }), metadata);
  assert.equal(await read({}), undefined);
  assert.deepEqual((await web.conversations.replies({ channel, ts, include_all_metadata: true })).messages[0].metadata, metadata);
});

test('invalid_metadata_format, invalid_metadata_schema, metadata_too_large', async () => {
  await refused(web.chat.postMessage({ channel, text: 'x', metadata: '"words"' }), 'invalid_metadata_format');
  await refused(web.chat.postMessage({ channel, text: 'x', metadata: { event_type: 'a' } }), 'invalid_metadata_schema');
  const event_payload = { words: 'x'.repeat(20_000) };
  await refused(web.chat.postMessage({ channel, text: 'x', metadata: { event_type: 'a', event_payload } }), 'metadata_too_large');
});

test('chat.getPermalink: a link by channel and ts, message_not_found', async () => {
  const { permalink } = await web.chat.getPermalink({ channel, message_ts: root });
  assert.ok(permalink.endsWith(`/archives/${channel}/p${root.replace('.', '')}`));
  await refused(web.chat.getPermalink({ channel, message_ts: '1234567890.123456' }), 'message_not_found');
});

test('reactions.add: already_reacted, invalid_name, message_not_found, bad_timestamp, no_item_specified', async () => {
  await web.reactions.add({ channel, timestamp: root, name: 'eyes' });
  const [{ reactions }] = (await web.conversations.replies({ channel, ts: root })).messages;
  assert.deepEqual([reactions[0].name, reactions[0].count], ['eyes', 1]);
  await refused(web.reactions.add({ channel, timestamp: root, name: 'eyes' }), 'already_reacted');
  await refused(web.reactions.add({ channel, timestamp: root, name: 'two words' }), 'invalid_name');
  await refused(web.reactions.add({ channel, timestamp: '1234567890.123456', name: 'eyes' }), 'message_not_found');
  await refused(web.reactions.add({ channel, timestamp: 'now', name: 'eyes' }), 'bad_timestamp');
  await refused(web.apiCall('reactions.add', { name: 'eyes' }), 'no_item_specified');
});

test('files.uploadV2: an address, the bytes, the share, into a thread', async () => {
  const thread_ts = await post('files go here');
  const { files } = await web.filesUploadV2({
    channel_id: channel, thread_ts, filename: 'aging.csv', content: 'a,b,c', title: 'Aging', initial_comment: 'the list',
  });
  const [file] = files[0].files;
  assert.deepEqual([file.id[0], file.name, file.title, file.size, file.is_public], ['F', 'aging.csv', 'Aging', 5, false]);
  assert.ok(file.shares.private[channel][0].ts && file.groups.includes(channel));
  const reply = (await web.conversations.replies({ channel, ts: thread_ts })).messages.at(-1);
  assert.deepEqual([reply.text, reply.files[0].id], ['the list', file.id]);
});

test('files.completeUploadExternal: without a channel the file is private; once complete, or before the bytes, file_not_found', async () => {
  const { upload_url, file_id: id } = await web.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
  await refused(web.files.completeUploadExternal({ files: [{ id }] }), 'file_not_found');
  const sent = await fetch(upload_url, { method: 'POST', body: 'abc' });
  assert.deepEqual([sent.status, await sent.text()], [200, 'OK - 3']);
  const { files } = await web.files.completeUploadExternal({ files: [{ id, title: 'A' }] });
  assert.deepEqual([files[0].id, files[0].is_public, files[0].channels], [id, false, []]);
  await refused(web.files.completeUploadExternal({ files: [{ id }], channel_id: channel }), 'file_not_found');
});

test('files.completeUploadExternal: channel_not_found, not_in_channel; blocks are ignored beside initial_comment', async () => {
  const { upload_url, file_id: id } = await web.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
  await fetch(upload_url, { method: 'POST', body: 'abc' });
  await refused(web.files.completeUploadExternal({ files: [{ id }], channel_id: 'C0NONE' }), 'channel_not_found');
  await refused(web.files.completeUploadExternal({ files: [{ id }], channel_id: 'C0GEN' }), 'not_in_channel');
  await web.files.completeUploadExternal({ files: [{ id }], channel_id: channel, initial_comment: 'words', blocks: [section('block')] });
  const last = await lastSeen(dana, 'fort-myers');
  assert.deepEqual([last.Text, last.Blocks, last.Files[0].ID], ['words', null, id]);
});

test('files.getUploadURLExternal: missing_argument for a length of 0, alt_txt_too_large', async () => {
  await refused(web.files.getUploadURLExternal({ filename: 'a.txt', length: 0 }), 'missing_argument');
  await refused(web.apiCall('files.getUploadURLExternal', { filename: 'a.png', length: 3, alt_txt: 'x'.repeat(1_001) }), 'alt_txt_too_large');
});
