// The workspace under judgement, its people, and Slack's clients pointed at it.
import assert from 'node:assert/strict';
import bolt from '@slack/bolt';
import webApi from '@slack/web-api';

const { SLACK_API_URL: slackApiUrl, SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, STAGE_URL } = process.env;

const logger = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel: () => 'error', setName() {} };
const clientOptions = { slackApiUrl, logger, retryConfig: webApi.retryPolicies.rapidRetryPolicy };

export { appToken, slackApiUrl, token };

/** A Web API client; the bot's unless another token is given. */
export const client = (by = token) => new webApi.WebClient(by, { ...clientOptions });
export const web = client();

/** A Bolt app in Socket Mode; patience is how long it waits for a pong, and before it connects anew. */
export const app = (patience = 2000) =>
  new bolt.App({ token, receiver: receiver(patience), logger, clientOptions: { ...clientOptions } });

/** A receiver without an app: its client acks nothing by itself. */
export const receiver = (patience = 2000) =>
  new bolt.SocketModeReceiver({ appToken, logger, clientPingTimeout: patience, installerOptions: { clientOptions: { ...clientOptions } } });

/** Has something happen in the workspace. */
export async function stage(act, order = {}) {
  const response = await fetch(`${STAGE_URL}/${act}`, { method: 'POST', body: JSON.stringify(order) });
  const { did, problem } = await response.json();
  if (problem !== undefined) throw new Error(`${act}: ${problem}`);
  return did;
}

const person = (who) =>
  new Proxy({}, { get: (_, act) => (order) => stage(act, { who, ...order }) });
export const [dana, ben, eve] = ['dana', 'ben', 'eve'].map(person);

/** The newest message a person sees in a channel. */
export const lastSeen = async (who, channel) => ((await who.sees({ in: channel })) ?? []).at(-1) ?? {};

/** The call is refused with Slack's error name; gives the whole answer. */
export async function refused(call, name) {
  const answer = await call.then((ok) => assert.fail(`taken: ${JSON.stringify(ok)}`), (error) => error.data ?? Promise.reject(error));
  assert.equal(answer.error, name, JSON.stringify(answer));
  return answer;
}

/** A plain HTTP call of a method, where the clients would not make it. */
export async function raw(method, { headers = {}, body } = {}) {
  const response = await fetch(slackApiUrl + method, { method: 'POST', headers, body });
  return { status: response.status, headers: response.headers, ...(await response.json()) };
}

/** Posts to a response URL; gives status and body. */
export async function respond(url, message) {
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(message) });
  return { status: response.status, body: await response.text() };
}

export const plain = (text) => ({ type: 'plain_text', text });
export const section = (text) => ({ type: 'section', text: { type: 'mrkdwn', text } });
export const button = (text, action_id) => ({ type: 'button', text: plain(text), action_id });
export const actions = (...elements) => ({ type: 'actions', elements });
export const field = (block_id, label) => ({
  type: 'input', block_id, label: plain(label), element: { type: 'plain_text_input', action_id: 'words' },
});
export const modal = (title, ...blocks) => ({ type: 'modal', title: plain(title), submit: plain('Save'), blocks });

/** Waits until a condition holds; the check fails when it does not within ten seconds. */
export async function until(holds, what) {
  for (const end = Date.now() + 10_000; ; await new Promise((next) => setTimeout(next, 20))) {
    if (await holds()) return;
    assert.ok(Date.now() < end, `waited in vain for ${what}`);
  }
}
