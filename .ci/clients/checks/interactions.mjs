// Commands, presses, forms, menus, shortcuts and events with Bolt in Socket Mode: docs.slack.dev/interactivity.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { actions, app, ben, button, dana, eve, field, lastSeen, modal, plain, respond, section, stage, until, web } from '../workspace.mjs';

const bolt = app();
let heard;
let answer; // what the listener of the moment does
const listen = async (args) => {
  heard.push(args);
  await answer(args);
};
bolt.command(/.*/, listen);
bolt.action(/.*/, listen);
bolt.view(/.*/, listen);
bolt.options(/.*/, listen);
bolt.shortcut(/.*/, listen);
bolt.event(/.*/, listen);
before(() => bolt.start());
after(() => bolt.receiver.client.disconnect());
beforeEach(() => {
  heard = [];
  answer = ({ ack }) => ack?.();
});

const channel = 'C0FM';
const say = (words, elements = [button('Go', 'go')]) =>
  web.chat.postMessage({ channel, text: words, blocks: [section(words), { ...actions(...elements), block_id: 'row' }] });
const seen = (who = dana) => lastSeen(who, 'fort-myers');
/** Dana presses Go on the newest message with those words; gives what the app heard. */
const press = async (words) => {
  await dana.clicks({ in: 'fort-myers', text: words, say: 'Go' });
  return heard.at(-1).body;
};

test('a slash command carries its text, place, person, response_url and trigger_id; the ack\'s message is seen by that person alone', async () => {
  answer = ({ ack }) => ack('between us');
  await dana.types({ in: 'fort-myers', say: '/pay FM-1042 12,400' });
  const { command } = heard[0];
  assert.deepEqual([command.command, command.text, command.channel_id, command.user_id], ['/pay', 'FM-1042 12,400', channel, 'U0DANA']);
  assert.ok(command.response_url && command.trigger_id && command.team_id && command.api_app_id);
  assert.deepEqual([(await seen()).Text, (await seen()).For], ['between us', 'U0DANA']);
  assert.notEqual((await seen(ben)).Text, 'between us');
});

test('an ack of in_channel shows the typed command and the message to everybody; an empty ack shows nothing', async () => {
  answer = ({ ack }) => ack({ response_type: 'in_channel', text: 'for all' });
  await dana.types({ in: 'fort-myers', say: '/pay loud' });
  const both = (await ben.sees({ in: 'fort-myers' })).slice(-2).map((m) => m.Text);
  assert.deepEqual(both, ['/pay loud', 'for all']);
  answer = ({ ack }) => ack();
  await dana.types({ in: 'fort-myers', say: '/pay quiet' });
  assert.equal((await seen()).Text, 'for all');
});

test('command text comes escaped: people and channels as tokens, & < > as entities', async () => {
  await dana.types({ in: 'fort-myers', say: '/pay @ben #general a<b & c' });
  assert.equal(heard[0].command.text, '<@U0BEN> <#C0GEN|general> a&lt;b &amp; c');
});

test('a press carries container, message, action, state and response_url; respond() says something to the presser alone', async () => {
  const { ts } = await say('card one', [{ ...button('Go', 'go'), value: '17' }]);
  answer = async ({ ack, respond }) => {
    await ack();
    await respond('pressed');
  };
  const body = await press('card one');
  assert.deepEqual(
    [body.container.type, body.container.message_ts, body.container.is_ephemeral, body.channel.id, body.message.ts, body.user.id],
    ['message', ts, false, channel, ts, 'U0DANA']);
  const [{ action_id, block_id, value, action_ts }] = body.actions;
  assert.deepEqual([action_id, block_id, value], ['go', 'row', '17']);
  assert.match(action_ts, /^\d{10}\.\d{6}$/);
  assert.ok(body.trigger_id && body.response_url && body.state.values);
  await until(async () => (await seen()).Text === 'pressed', 'the answer');
  assert.equal((await seen()).For, 'U0DANA');
});

test('replace_original puts a message in place of the one that was pressed, ts and all', async () => {
  const { ts } = await say('card two');
  const { response_url } = await press('card two');
  assert.deepEqual(await respond(response_url, { replace_original: true, text: 'card two, done' }), { status: 200, body: 'ok' });
  const [{ text }] = (await web.conversations.history({ channel, latest: ts, inclusive: true, limit: 1 })).messages;
  assert.equal(text, 'card two, done');
});

test('delete_original removes the message that was pressed, and publishes the message that comes with it', async () => {
  for (const [name, more] of [['card three', {}], ['card three again', { response_type: 'in_channel', text: 'in its place' }]]) {
    const { ts } = await say(name);
    const { response_url } = await press(name);
    await respond(response_url, { delete_original: true, ...more });
    assert.notEqual((await web.conversations.history({ channel, latest: ts, inclusive: true, limit: 1 })).messages[0].ts, ts);
  }
  assert.equal((await seen(ben)).Text, 'in its place');
});

test('replace_original and delete_original may be said as "true"', async () => {
  const { ts } = await say('card in words');
  const { response_url } = await press('card in words');
  await respond(response_url, { replace_original: 'true', text: 'replaced in words' });
  assert.equal((await web.conversations.replies({ channel, ts })).messages[0].text, 'replaced in words');
  await respond(response_url, { delete_original: 'true' });
  assert.ok(!(await dana.sees({ in: 'fort-myers' })).some((m) => m.TS === ts));
});

test('response_type in_channel answers everybody, thread_ts answers in a thread', async () => {
  const { ts } = await say('card four');
  const { response_url } = await press('card four');
  await respond(response_url, { response_type: 'in_channel', replace_original: false, text: 'to all' });
  assert.equal((await seen(ben)).Text, 'to all');
  await respond(response_url, { response_type: 'in_channel', replace_original: false, thread_ts: ts, text: 'in the thread' });
  assert.equal((await web.conversations.replies({ channel, ts })).messages.at(-1).text, 'in the thread');
});

test('an ephemeral message: its press carries no message, replace_original updates it, delete_original removes it', async () => {
  await web.chat.postEphemeral({ channel, user: 'U0DANA', text: 'whisper', blocks: [section('whisper'), actions(button('Go', 'go'))] });
  const body = await press('whisper');
  assert.deepEqual([body.container.is_ephemeral, body.message], [true, undefined]);
  await respond(body.response_url, { replace_original: true, text: 'whisper, done' });
  assert.deepEqual([(await seen()).Text, (await seen()).For], ['whisper, done', 'U0DANA']);
  await respond(body.response_url, { delete_original: true });
  assert.ok(!(await dana.sees({ in: 'fort-myers' })).some((m) => m.Text.startsWith('whisper')));
});

test('a response_url is good for five uses', async () => {
  await dana.types({ in: 'fort-myers', say: '/pay five' });
  const { response_url } = heard[0].command;
  for (let i = 1; i <= 5; i++) assert.equal((await respond(response_url, { text: `use ${i}` })).status, 200);
  const { status, body } = await respond(response_url, { text: 'use 6' });
  assert.deepEqual([status, JSON.parse(body)], [404, { ok: false, error: 'used_url' }]);
  assert.equal((await seen()).Text, 'use 5');
});

test('a response_url is good for thirty minutes', async () => {
  await dana.types({ in: 'fort-myers', say: '/pay late' });
  const { response_url } = heard[0].command;
  await stage('passes', { seconds: 29 * 60 });
  assert.equal((await respond(response_url, { text: 'in time' })).status, 200);
  await stage('passes', { seconds: 61 });
  const { status, body } = await respond(response_url, { text: 'late' });
  assert.deepEqual([status, JSON.parse(body).error], [404, 'expired_url']);
});

test('a response_url works where the bot is no member', async () => {
  await eve.types({ in: 'general', say: '/pay here' });
  assert.equal((await respond(heard[0].command.response_url, { text: 'a stranger\'s words' })).status, 200);
  assert.equal((await lastSeen(eve, 'general')).Text, 'a stranger\'s words');
});

test('a modal is opened by a command, refused with field errors, mended, and updated by the ack', async () => {
  answer = async ({ ack, command, client }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: { ...modal('Pay', field('amount', 'Amount')), callback_id: 'pay', private_metadata: 'FM-1042' } });
  };
  await dana.types({ in: 'fort-myers', say: '/pay' });
  await until(async () => (await dana.view()) !== null, 'the modal');
  await dana.chooses({ say: 'Amount', words: ['lots'] });
  answer = ({ ack, view }) => /^\d+$/.test(view.state.values.amount.words.value)
    ? ack({ response_action: 'update', view: { type: 'modal', title: plain('Saved'), blocks: [section('done')] } })
    : ack({ response_action: 'errors', errors: { amount: 'A number, like 12,400.' } });
  await dana.submits();
  assert.deepEqual((await dana.view()).Errors, { amount: 'A number, like 12,400.' });
  assert.deepEqual([heard[1].view.callback_id, heard[1].view.private_metadata, heard[1].body.type], ['pay', 'FM-1042', 'view_submission']);
  await dana.chooses({ say: 'Amount', words: ['12400'] });
  await dana.submits();
  const view = await dana.view();
  assert.deepEqual([view.Body.title.text, view.Errors], ['Saved', null]);
  assert.equal(heard[2].view.id, heard[1].view.id);
  await dana.cancels();
});

/** Opens a modal with one field by a command. */
const openForm = async (...more) => {
  answer = async ({ ack, command, client }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: modal('Form', { ...field('a', 'A'), optional: true }, ...more) });
  };
  await dana.types({ in: 'fort-myers', say: '/form' });
  await until(async () => (await dana.view()) !== null, 'the modal');
};

test('a submission with an empty ack closes the modal; a required field left empty is not sent', async () => {
  await openForm(field('b', 'B'));
  answer = ({ ack }) => ack();
  heard = [];
  await dana.submits();
  assert.deepEqual([heard.length, Object.keys((await dana.view()).Errors)], [0, ['b']]);
  await dana.chooses({ say: 'B', words: ['words'] });
  await dana.submits();
  assert.equal(await dana.view(), null);
});

test('an ack pushes a view on top, and clear closes all of them', async () => {
  await openForm();
  answer = ({ ack }) => ack({ response_action: 'push', view: modal('Second', { ...field('b', 'B'), optional: true }) });
  await dana.submits();
  const top = await dana.view();
  assert.deepEqual([top.Body.title.text, top.Previous], ['Second', top.Root]);
  answer = ({ ack }) => ack({ response_action: 'clear' });
  await dana.submits();
  assert.equal(await dana.view(), null);
});

test('field errors for a block that is no input leave the modal open with a banner', async () => {
  await openForm(section('words'));
  answer = ({ ack }) => ack({ response_action: 'errors', errors: { nothing: 'No.' } });
  await dana.submits();
  assert.match((await dana.view()).Banner, /trouble connecting/);
  await dana.cancels();
});

test('a channel chosen in a form under response_url_enabled comes with a response_url for it', async () => {
  const element = { type: 'conversations_select', action_id: 'to', placeholder: plain('Where'), response_url_enabled: true };
  await openForm({ type: 'input', block_id: 'to', label: plain('Where'), element });
  await dana.chooses({ say: 'Where', words: ['general'] });
  answer = async ({ ack, respond }) => {
    await ack();
    await respond({ response_type: 'in_channel', text: 'from the form' });
  };
  await dana.submits();
  const [{ block_id, action_id, channel_id }] = heard.at(-1).body.response_urls;
  assert.deepEqual([block_id, action_id, channel_id], ['to', 'to', 'C0GEN']);
  await until(async () => (await lastSeen(eve, 'general')).Text === 'from the form', 'the answer');
});

test('block_suggestion asks for options as a person types, from min_query_length on, and offers what the ack says', async () => {
  const menu = { type: 'external_select', action_id: 'files', placeholder: plain('File'), min_query_length: 2 };
  await openForm({ type: 'input', block_id: 'file', label: plain('File'), element: menu });
  heard = [];
  answer = ({ ack, options }) => ack({ options: [{ text: plain(`FM-${options.value}`), value: options.value }] });
  assert.equal((await dana.searches({ say: 'File', words: ['1'] })).Options, null);
  assert.deepEqual((await dana.searches({ say: 'File', words: ['10'] })).Options, ['FM-10']);
  const { options: asked } = heard[0];
  assert.deepEqual([heard.length, asked.type, asked.action_id, asked.block_id, asked.value], [1, 'block_suggestion', 'files', 'file', '10']);
  answer = ({ ack, options }) =>
    ack({ option_groups: [{ label: plain('Open'), options: [{ text: plain(`in a group ${options.value}`), value: 'g' }] }] });
  assert.deepEqual((await dana.searches({ say: 'File', words: ['104'] })).Options, ['in a group 104']);
  answer = ({ ack }) => ack({ options: [] });
  assert.equal((await dana.searches({ say: 'File', words: ['zz'] })).Options, null);
  await dana.cancels();
});

test('menus and pickers send what was chosen, and state.values holds it at the next press', async () => {
  const options = ['One', 'Two'].map((label) => ({ text: plain(label), value: label.toLowerCase() }));
  await say('menus', [
    { type: 'static_select', action_id: 'pick', placeholder: plain('Pick'), options },
    { type: 'datepicker', action_id: 'day', placeholder: plain('Day') },
    { type: 'overflow', action_id: 'more', options: options.map((o) => ({ ...o, text: plain(`${o.text.text} more`) })) },
    button('Go', 'go'),
  ]);
  await dana.chooses({ in: 'fort-myers', text: 'menus', say: 'Pick', words: ['Two'] });
  assert.equal(heard.at(-1).action.selected_option.value, 'two');
  await dana.chooses({ in: 'fort-myers', text: 'menus', say: 'Day', words: ['2026-11-25'] });
  assert.equal(heard.at(-1).action.selected_date, '2026-11-25');
  await dana.clicks({ in: 'fort-myers', text: 'menus', say: 'One more' });
  assert.deepEqual([heard.at(-1).action.type, heard.at(-1).action.selected_option.value], ['overflow', 'one']);
  const { row } = (await press('menus')).state.values;
  assert.deepEqual([row.pick.selected_option.value, row.day.selected_date], ['two', '2026-11-25']);
});

test('a message shortcut carries the message, its channel and a response_url; a global one has neither', async () => {
  await dana.types({ in: 'fort-myers', say: 'call the adjuster' });
  await dana.shortcut({ in: 'fort-myers', text: 'call the adjuster', say: 'track' });
  const { body: onMessage } = heard.at(-1);
  assert.deepEqual([onMessage.type, onMessage.callback_id, onMessage.channel.id, onMessage.message.text], ['message_action', 'track', channel, 'call the adjuster']);
  assert.ok(onMessage.response_url && onMessage.trigger_id && onMessage.message_ts === onMessage.message.ts);
  await dana.shortcut({ say: 'new' });
  const { body: anywhere } = heard.at(-1);
  assert.deepEqual([anywhere.type, anywhere.callback_id, anywhere.channel, anywhere.response_url], ['shortcut', 'new', undefined, undefined]);
  assert.ok(anywhere.trigger_id);
});

test('app_mention comes with the mention in its text; say() answers in the thread', async () => {
  answer = ({ event, say }) => say({ text: 'here', thread_ts: event.ts });
  const { TS: ts } = await dana.mentions({ in: 'fort-myers', say: 'are you there?' });
  await until(() => heard.length === 1, 'the event');
  const { event, body } = heard[0];
  assert.deepEqual([event.type, event.channel, event.user, event.ts], ['app_mention', channel, 'U0DANA', ts]);
  assert.match(event.text, /^<@U0SAMPLEBT> are you there\?$/);
  assert.ok(body.event_id && body.authorizations[0].is_bot && body.api_app_id);
  await until(async () => (await web.conversations.replies({ channel, ts })).messages.length === 2, 'the answer');
});

test('message.im comes for a direct message; the app\'s own messages come too and are known by bot_id', async () => {
  answer = ({ event, say }) => say(`heard: ${event.text}`);
  await dana.dms({ say: 'pay FM-1042 100' });
  await until(async () => (await lastSeen(dana, '@paidup')).Text === 'heard: pay FM-1042 100', 'the answer');
  const { event } = heard[0];
  assert.deepEqual([event.type, event.channel_type, event.channel[0], event.user], ['message', 'im', 'D', 'U0DANA']);
  await until(async () => (await stage('acks')).filter((a) => a.About === 'event message').length === 2, 'the event of its own');
  assert.equal(heard.length, 1, 'Bolt lets an app not hear itself');
});

test('other events come as they are sent, in an event_callback', async () => {
  await stage('sends', { event: { type: 'channel_shared', connected_team_id: 'T0OTHER', channel, event_ts: '1234567890.123456' } });
  await until(() => heard.length === 1, 'the event');
  assert.deepEqual([heard[0].body.type, heard[0].event.type, heard[0].event.connected_team_id], ['event_callback', 'channel_shared', 'T0OTHER']);
});
