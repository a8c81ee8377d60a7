// A real identity provider on this machine, certified for OpenID Connect, with a few made-up people in it.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { default: Provider } = await import(pathToFileURL(require.resolve('oidc-provider')));

/** Who there is, with the roles that the provider tells of them. */
const people = { 'p.planner': ['planner'], 'b.beheerder': ['beheerder', 'planner'], 'l.lezer': [] };

/** Starts it for one service, which has no secret: it proves itself by PKCE. */
export async function startProvider(client, back) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client, redirect_uris: [back], token_endpoint_auth_method: 'none', grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub'], profile: ['preferred_username', 'roles'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['only for tests'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id, roles: people[id] ?? [] }) }),
  });
  server.on('request', provider.callback());
  return { issuer, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}
