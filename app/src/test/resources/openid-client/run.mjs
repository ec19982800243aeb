// A client made with the certified library openid-client, against a running gateway. It prints one
// line per step; what a browser has to do it prints as "visit URL", and reads where that ended.
import { createInterface } from 'node:readline/promises';
import { createRequire } from 'node:module';

const require = createRequire(process.argv[2] + '/');
const { Issuer, generators } = require('openid-client');
const lines = createInterface({ input: process.stdin });
const redirect = 'http://127.0.0.1:9999/cb';

function check(what, holds) {
  if (!holds) throw new Error('not so: ' + what);
  console.log('ok ' + what);
}

async function visit(url) {
  console.log('visit ' + url);
  const { value } = await lines[Symbol.asyncIterator]().next();
  return value;
}

const issuer = await Issuer.discover(process.argv[3]);
check('discovered', issuer.metadata.issuer === process.argv[3]);
const client = await issuer.Client.register({
  client_name: 'A program in JavaScript',
  redirect_uris: [redirect],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  scope: 'openid offline_access compute.read',
});
check('registered', client.metadata.client_secret.length > 20);

const verifier = generators.codeVerifier();
const state = generators.state();
const nonce = generators.nonce();
const arrived = await visit(
  client.authorizationUrl({
    scope: 'openid offline_access compute.read',
    code_challenge: generators.codeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  }),
);
const tokens = await client.callback(redirect, client.callbackParams(arrived), {
  code_verifier: verifier,
  state,
  nonce,
});
check('ID token verified', tokens.claims().sub.length > 0);
const person = await client.userinfo(tokens);
check('userinfo', person.sub === tokens.claims().sub);
const storage = new issuer.Client({ client_id: 'storage', client_secret: process.argv[4] });
const known = await storage.introspect(tokens.access_token);
check('introspected', known.active === true && known.client_id === client.metadata.client_id);
const fresh = await client.refresh(tokens.refresh_token);
check('refreshed', (await storage.introspect(fresh.access_token)).active === true);
const foreign = await client.introspect(fresh.access_token);
check('a client that may not introspect learns nothing', foreign.active === false);
await client.revoke(fresh.refresh_token, 'refresh_token');
const gone = await storage.introspect(fresh.access_token);
check('revoked with all that came of it', gone.active === false);
let refused = '';
try {
  await client.refresh(fresh.refresh_token);
} catch (error) {
  refused = error.error;
}
check('refused afterwards', refused === 'invalid_grant');
lines.close();
