// Modals and Home tabs by the Web API: docs.slack.dev/surfaces/modals, docs.slack.dev/reference/methods/views.open and its kin.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { actions, app, button, dana, field, modal, plain, refused, section, stage, web } from '../workspace.mjs';

const bolt = app();
const heard = [];
bolt.command('/form', ({ ack }) => ack());
bolt.action(/.*/, ({ ack, body }) => ack().then(() => heard.push(body)));
bolt.view({ callback_id: /.*/, type: 'view_closed' }, ({ ack, body }) => ack().then(() => heard.push(body)));
bolt.event('app_home_opened', ({ event }) => heard.push(event));
before(() => bolt.start());
after(() => bolt.receiver.client.disconnect());

const trigger = async () => (await dana.types({ in: 'fort-myers', say: '/form' })).TriggerID;
const open = async (view) => (await web.views.open({ trigger_id: await trigger(), view })).view;
const refusedView = async (view) =>
  (await refused(web.views.open({ trigger_id: await trigger(), view }), 'invalid_arguments')).response_metadata.messages.join();

test('views.open shows the modal and gives it back with id, hash, empty state and itself as root', async () => {
  const view = await open(modal('One', field('amount', 'Amount')));
  assert.deepEqual([view.id[0], view.root_view_id, view.previous_view_id, view.type], ['V', view.id, null, 'modal']);
  assert.deepEqual(view.state.values.amount.words, { type: 'plain_text_input', value: null });
  const seen = await dana.view();
  assert.deepEqual([seen.ID, seen.Hash], [view.id, view.hash]);
});

test('exchanged_trigger_id: a trigger opens one view', async () => {
  const trigger_id = await trigger();
  await web.views.open({ trigger_id, view: modal('One', section('x')) });
  await refused(web.views.open({ trigger_id, view: modal('Two', section('x')) }), 'exchanged_trigger_id');
});

test('expired_trigger_id: a trigger lives for three seconds', async () => {
  const trigger_id = await trigger();
  await stage('passes', { seconds: 3.1 });
  await refused(web.views.open({ trigger_id, view: modal('Late', section('x')) }), 'expired_trigger_id');
});

test('invalid_trigger_id: a trigger that nobody sent', () =>
  refused(web.views.open({ trigger_id: '132456.7890123.abcdef', view: modal('None', section('x')) }), 'invalid_trigger_id'));

test('a view is refused before its trigger is used up', async () => {
  const trigger_id = await trigger();
  await refused(web.views.open({ trigger_id, view: { type: 'modal', blocks: [section('x')] } }), 'invalid_arguments');
  await web.views.open({ trigger_id, view: modal('Mended', section('x')) });
});

for (const [fault, view, says] of [
  ['no title', { type: 'modal', blocks: [section('x')] }, /title/],
  ['a title above 24 characters', modal('x'.repeat(25), section('x')), /title/],
  ['inputs without a submit button', { ...modal('x', field('a', 'A')), submit: undefined }, /submit/],
  ['more than 100 blocks', modal('x', ...Array.from({ length: 101 }, () => ({ type: 'divider' }))), /100/],
  ['private_metadata above 3,000 characters', { ...modal('x', section('x')), private_metadata: 'x'.repeat(3_001) }, /private_metadata/],
  ['a callback_id above 255 characters', { ...modal('x', section('x')), callback_id: 'x'.repeat(256) }, /callback_id/],
  ['a block_id used twice', modal('x', field('same', 'A'), field('same', 'B')), /block_id/],
  ['a type of neither modal nor home', { type: 'page', title: plain('x'), blocks: [section('x')] }, /type/],
]) {
  test(`invalid_arguments: a view with ${fault}`, async () => assert.match(await refusedView(view), says));
}

test('view_too_large: more than 250 KB', async () => {
  const blocks = Array.from({ length: 90 }, () => section('x'.repeat(2_900)));
  await refused(web.views.open({ trigger_id: await trigger(), view: modal('Large', ...blocks) }), 'view_too_large');
});

test('views.update changes the view and its hash; hash_conflict for an older hash', async () => {
  const { id, hash } = await open(modal('One', section('x')));
  const { view } = await web.views.update({ view_id: id, hash, view: modal('Two', section('x')) });
  assert.equal(view.id, id);
  assert.notEqual(view.hash, hash);
  assert.equal((await dana.view()).Body.title.text, 'Two');
  await refused(web.views.update({ view_id: id, hash, view: modal('Three', section('x')) }), 'hash_conflict');
  assert.equal((await dana.view()).Body.title.text, 'Two');
});

test('views.update finds a view by external_id; not_found, duplicate_external_id', async () => {
  await open({ ...modal('One', section('x')), external_id: 'mine' });
  await web.views.update({ external_id: 'mine', view: { ...modal('Two', section('x')), external_id: 'mine' } });
  assert.equal((await dana.view()).Body.title.text, 'Two');
  await refused(web.views.update({ view_id: 'V0NONE', view: modal('x', section('x')) }), 'not_found');
  const view = { ...modal('x', section('x')), external_id: 'mine' };
  await refused(web.views.open({ trigger_id: await trigger(), view }), 'duplicate_external_id');
});

test('what was typed stays over views.update under the same block_id and action_id, and goes under another', async () => {
  const { id } = await open(modal('Keep', field('kept', 'Kept'), field('gone', 'Gone')));
  await dana.chooses({ say: 'Kept', words: ['12'] });
  await dana.chooses({ say: 'Gone', words: ['13'] });
  const { view } = await web.views.update({ view_id: id, view: modal('Keep', field('kept', 'Kept'), field('other', 'Gone')) });
  assert.deepEqual([view.state.values.kept.words.value, view.state.values.other.words.value], ['12', null]);
});

test('a press in a view carries the view with its hash and no response_url; views.push stacks up to three', async () => {
  const first = await open(modal('1', actions(button('More', 'more'))));
  const press = async () => {
    heard.length = 0;
    await dana.clicks({ say: 'More' });
    return heard[0];
  };
  const body = await press();
  assert.deepEqual([body.container.type, body.view.id, body.view.hash, body.response_url], ['view', first.id, first.hash, undefined]);
  for (const title of ['2', '3']) {
    const { trigger_id, view: below } = await press();
    const { view } = await web.views.push({ trigger_id, view: modal(title, actions(button('More', 'more'))) });
    assert.deepEqual([view.previous_view_id, view.root_view_id], [below.id, first.id]);
  }
  const { trigger_id } = await press();
  await refused(web.views.push({ trigger_id, view: modal('4', section('x')) }), 'push_limit_reached');
});

test('view_closed comes with notify_on_close alone; by the X it is of the first view and is_cleared', async () => {
  heard.length = 0;
  await open(modal('Quiet', section('x')));
  await dana.cancels();
  assert.deepEqual(heard, []);
  const { id } = await open({ ...modal('Told', section('x')), notify_on_close: true, callback_id: 'told' });
  await dana.cancels();
  assert.deepEqual([heard[0].type, heard[0].view.id, heard[0].is_cleared], ['view_closed', id, false]);
  const first = await open({ ...modal('First', actions(button('More', 'more'))), notify_on_close: true, callback_id: 'first' });
  await dana.clicks({ say: 'More' });
  await web.views.push({ trigger_id: heard.at(-1).trigger_id, view: modal('Second', section('x')) });
  await dana.closes();
  assert.deepEqual([heard.at(-1).type, heard.at(-1).view.id, heard.at(-1).is_cleared], ['view_closed', first.id, true]);
});

test('views.publish shows a Home tab, app_home_opened carries it, hash_conflict for an older hash', async () => {
  const home = (words) => ({ type: 'home', blocks: [section(words)] });
  const { view } = await web.views.publish({ user_id: 'U0DANA', view: home('one') });
  heard.length = 0;
  await dana.opens();
  assert.deepEqual([heard[0].tab, heard[0].user, heard[0].view.id, heard[0].view.hash], ['home', 'U0DANA', view.id, view.hash]);
  await web.views.publish({ user_id: 'U0DANA', view: home('two'), hash: view.hash });
  await refused(web.views.publish({ user_id: 'U0DANA', view: home('three'), hash: view.hash }), 'hash_conflict');
  await refused(web.views.publish({ user_id: 'U0DANA', view: modal('x', section('x')) }), 'invalid_arguments');
});
