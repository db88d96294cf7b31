// Tokens, errors, pagination, people and channels: docs.slack.dev/apis/web-api and docs.slack.dev/reference/methods.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appToken, client, raw, refused, stage, token, web } from '../workspace.mjs';

const bearer = { Authorization: `Bearer ${token}` };

test('auth.test tells who the token belongs to', async () => {
  const who = await web.auth.test();
  assert.match(who.user_id, /^U/);
  assert.match(who.bot_id, /^B/);
  assert.match(who.team_id, /^T/);
  assert.match(who.url, /^https:\/\/.+\/$/);
});

test('x-oauth-scopes lists what the token is granted', async () => {
  await stage('grants', { words: ['chat:write', 'commands'] });
  assert.deepEqual((await web.auth.test()).response_metadata.scopes, ['chat:write', 'commands']);
});

test('not_authed: no token', () => refused(client('').auth.test(), 'not_authed'));

test('invalid_auth: a token that is none', () => refused(client('xoxb-0-0-none').auth.test(), 'invalid_auth'));

test('not_allowed_token_type: an app-level token for a bot method, and the other way round', async () => {
  await refused(client(appToken).chat.postMessage({ channel: 'C0FM', text: 'x' }), 'not_allowed_token_type');
  await refused(client(token).apps.connections.open({}), 'not_allowed_token_type');
});

test('a token may stand among POST parameters, but neither in a JSON body nor in the query', async () => {
  const form = await raw('auth.test', { body: new URLSearchParams({ token }) });
  assert.equal(form.ok, true);
  const json = await raw('auth.test', { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ token }) });
  assert.equal(json.error, 'not_authed');
  assert.equal((await raw(`auth.test?token=${token}`)).error, 'not_authed');
});

test('unknown_method', () => refused(web.apiCall('chat.shout'), 'unknown_method'));

test('invalid_json and json_not_object: a JSON body that is not an object', async () => {
  const headers = { ...bearer, 'Content-Type': 'application/json; charset=utf-8' };
  assert.equal((await raw('auth.test', { headers, body: '{"a"' })).error, 'invalid_json');
  assert.equal((await raw('auth.test', { headers, body: '["a"]' })).error, 'json_not_object');
});

test('invalid_post_type: a body of another kind', async () => {
  const answer = await raw('auth.test', { headers: { ...bearer, 'Content-Type': 'application/xml' }, body: '<a/>' });
  assert.equal(answer.error, 'invalid_post_type');
});

test('invalid_arguments says in response_metadata what is missing', async () => {
  const { response_metadata } = await refused(web.apiCall('conversations.info'), 'invalid_arguments');
  assert.match(response_metadata.messages.join(), /channel/);
});

test('429 carries Retry-After and ratelimited; the client waits and repeats the call by itself', async () => {
  await stage('fails', { method: 'auth.test', times: 1, fault: { status: 429, retryAfter: 1 } });
  const limited = await raw('auth.test', { headers: bearer });
  assert.deepEqual([limited.status, limited.headers.get('retry-after'), limited.ok, limited.error], [429, '1', false, 'ratelimited']);
  await stage('fails', { method: 'auth.test', times: 1, fault: { status: 429, retryAfter: 1 } });
  const patient = client();
  const waits = [];
  patient.on('rate_limited', (seconds) => waits.push(seconds));
  assert.equal((await patient.auth.test()).ok, true);
  assert.deepEqual(waits, [1]);
});

test('users.list without a limit delivers everybody', async () => {
  const { members, response_metadata } = await web.users.list({});
  assert.ok(['dana', 'ben', 'eve', 'tom', 'paidup'].every((name) => members.some((m) => m.name === name)));
  assert.equal(response_metadata.next_cursor, '');
});

test('pagination: next_cursor leads from page to page, is opaque, and is empty on the last', async () => {
  const all = (await web.users.list({})).members.map((m) => m.id);
  const paged = [];
  let pages = 0;
  for await (const page of web.paginate('users.list', { limit: 2 })) {
    assert.ok(page.members.length <= 2);
    paged.push(...page.members.map((m) => m.id));
    pages++;
  }
  assert.deepEqual(paged, all);
  assert.equal(pages, Math.ceil(all.length / 2));
});

for (const [method, args] of [
  ['users.list', {}], ['conversations.list', {}], ['conversations.members', { channel: 'C0FM' }],
  ['conversations.history', { channel: 'C0FM' }],
]) {
  test(`${method}: invalid_cursor for a cursor that no page gave`, async () => {
    await refused(web.apiCall(method, { ...args, cursor: '2' }), 'invalid_cursor');
    const { response_metadata } = await web.users.list({ limit: 1 });
    if (method !== 'users.list') await refused(web.apiCall(method, { ...args, cursor: response_metadata.next_cursor }), 'invalid_cursor');
  });
}

test('conversations.list and members: invalid_limit for a limit that is not understood', async () => {
  await refused(web.apiCall('conversations.list', { limit: 'many' }), 'invalid_limit');
  await refused(web.apiCall('conversations.list', { limit: 1000 }), 'invalid_limit');
  await refused(web.apiCall('conversations.members', { channel: 'C0FM', limit: 'many' }), 'invalid_limit');
});

test('conversations.list: types are mixed and matched, public_channel by default; invalid_types', async () => {
  const names = async (args) => (await web.conversations.list(args)).channels.map((c) => c.name);
  assert.deepEqual(await names({}), ['general', 'old']);
  assert.deepEqual(await names({ types: 'public_channel,private_channel' }), ['fort-myers', 'general', 'old']);
  assert.deepEqual(await names({ exclude_archived: true }), ['general']);
  await refused(web.conversations.list({ types: 'secret' }), 'invalid_types');
});

test('conversations.info: num_members only with include_num_members; channel_not_found', async () => {
  const { channel } = await web.conversations.info({ channel: 'C0FM' });
  assert.deepEqual([channel.is_private, channel.is_archived, channel.num_members], [true, false, undefined]);
  assert.equal((await web.conversations.info({ channel: 'C0FM', include_num_members: true })).channel.num_members, 3);
  await refused(web.conversations.info({ channel: 'C0NONE' }), 'channel_not_found');
});

test('conversations.open: one user is a direct message, and opening it again is a no_op', async () => {
  const first = await web.conversations.open({ users: 'U0DANA', return_im: true });
  assert.deepEqual([first.channel.id[0], first.channel.is_im, first.channel.user], ['D', true, 'U0DANA']);
  const again = await web.conversations.open({ users: 'U0DANA' });
  assert.deepEqual([again.no_op, again.already_open, again.channel.id], [true, true, first.channel.id]);
});

test('conversations.open: several users are a multi-person direct message', async () => {
  const { channel } = await web.conversations.open({ users: 'U0DANA,U0BEN', return_im: true });
  assert.equal((await web.conversations.open({ users: 'U0BEN,U0DANA' })).channel.id, channel.id);
  assert.equal((await web.conversations.info({ channel: channel.id })).channel.is_mpim, true);
  const listed = await web.conversations.list({ types: 'mpim' });
  assert.deepEqual(listed.channels.map((c) => c.id), [channel.id]);
  const { members } = await web.conversations.members({ channel: channel.id });
  assert.ok(['U0DANA', 'U0BEN'].every((id) => members.includes(id)) && members.length === 3);
});

test('conversations.open: users_list_not_supplied, user_not_found, user_disabled, channel_not_found, too_many_users', async () => {
  await refused(web.apiCall('conversations.open', {}), 'users_list_not_supplied');
  await refused(web.conversations.open({ users: 'U0NONE' }), 'user_not_found');
  await refused(web.conversations.open({ users: 'U0TOM' }), 'user_disabled');
  await refused(web.conversations.open({ channel: 'D0NONE' }), 'channel_not_found');
  await refused(web.conversations.open({ users: 'U1,U2,U3,U4,U5,U6,U7,U8,U9' }), 'too_many_users');
});

test('conversations.join: already_in_channel is a warning, archived and private channels refuse', async () => {
  await web.conversations.join({ channel: 'C0GEN' });
  assert.equal((await web.conversations.join({ channel: 'C0GEN' })).warning, 'already_in_channel');
  await refused(web.conversations.join({ channel: 'C0OLD' }), 'is_archived');
  await refused(web.conversations.join({ channel: 'C0FM' }), 'method_not_supported_for_channel_type');
});

test('users.info: profile, time zone, deleted, locale only with include_locale; user_not_found', async () => {
  const { user } = await web.users.info({ user: 'U0EVE' });
  assert.deepEqual([user.name, user.tz, user.deleted, user.locale], ['eve', 'America/Denver', false, undefined]);
  assert.ok(user.profile.real_name && Number.isInteger(user.tz_offset));
  assert.equal((await web.users.info({ user: 'U0EVE', include_locale: true })).user.locale, 'en-US');
  assert.equal((await web.users.info({ user: 'U0TOM' })).user.deleted, true);
  await refused(web.users.info({ user: 'U0NONE' }), 'user_not_found');
});
