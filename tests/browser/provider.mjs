// The certified OpenID provider `oidc-provider` with the people of the stand-in.
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

const PEOPLE = {
  'officer-otopeni': { name: 'Ana Marin', authority_kind: 'border',
    office: 'Border Police Otopeni', state: 'ROU', place: 'ROU-A-OTP', roles: ['officer'] },
};
const CHOICE = '/choose/';

/// Starts it; what comes back closes it.
export async function certified({ issuer, port, secret, callback, signedOut }) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'PS256', kid: 'one' };
  const claims = Object.keys(PEOPLE['officer-otopeni']);
  const provider = new Provider(issuer, {
    jwks: { keys: [key] },
    cookies: { keys: [secret] },
    clients: [{ client_id: 'eesd', client_secret: secret, redirect_uris: [callback],
      post_logout_redirect_uris: [signedOut], response_types: ['code'],
      grant_types: ['authorization_code'], id_token_signed_response_alg: 'PS256' }],
    enabledJWA: { idTokenSigningAlgValues: ['PS256'] },
    pkce: { required: () => true },
    // The daemon reads who somebody is from the ID token.
    conformIdTokenClaims: false,
    claims: { openid: ['sub', ...claims] },
    features: { devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource } },
    interactions: { url: (_context, interaction) => `${CHOICE}${interaction.uid}` },
    findAccount: (_context, id) => PEOPLE[id]
      && { accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant(
        { accountId: oidc.session.accountId, clientId: oidc.client.clientId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  provider.use(choose(provider));
  const server = provider.listen(port, '127.0.0.1');
  await new Promise((resolve) => { server.once('listening', resolve); });
  return () => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  });
}

/// The page that asks whether to sign out here too.
function logoutSource(context, form) {
  const button = '<button form="op.logoutForm" name="logout" value="yes">Yes</button>';
  context.type = 'html';
  context.body = `<!doctype html><title>Sign out?</title>${form}${button}`;
}

/// The page with a button for each person.
function choose(provider) {
  return async (context, next) => {
    if (!context.path.startsWith(CHOICE)) return next();
    const login = context.query.login;
    if (PEOPLE[login]) {
      context.respond = false;
      return provider.interactionFinished(context.req, context.res,
        { login: { accountId: login } }, { mergeWithLastSubmission: false });
    }
    const buttons = Object.entries(PEOPLE).map(([id, { name }]) =>
      `<button name="login" value="${id}">${name}</button>`);
    context.type = 'html';
    context.body = `<!doctype html><title>Choose</title><form>${buttons.join('')}</form>`;
    return undefined;
  };
}
