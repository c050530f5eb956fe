/** What the stacks promise about who gets in and how: the pool of people, or another issuer. */
import type { Check } from "#tests/infra/promises";
import { every, type Json, named } from "#tests/infra/synthesised";
import type { Settings } from "../../infra/stages.ts";

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export const peopleComeByInvitation =
  ({ domain, mail, identity }: Settings): Check =>
  (templates) => {
    const [pool, ...others] = every(templates, "AWS::Cognito::UserPool");
    const [client, ...clients] = every(templates, "AWS::Cognito::UserPoolClient");
    if (!pool || !client || others.length > 0 || clients.length > 0) return ["there is not one pool with one client"];
    const { properties: of, whole } = pool;
    const { properties: web } = client;
    const text = (value: Json) => named(templates, "service", value);
    const federation = "pool" in identity ? identity.pool.federation : [];
    const providers = every(templates, "AWS::Cognito::UserPoolIdentityProvider").map(({ properties }) => properties);
    const [address] = every(templates, "AWS::Cognito::UserPoolDomain");
    const [style] = every(templates, "AWS::Cognito::ManagedLoginBranding");
    const claims = {
      "nobody registers": of.AdminCreateUserConfig?.AllowAdminCreateUserOnly === true,
      "a code by mail or a passkey": ["EMAIL_OTP", "WEB_AUTHN"].every((one) =>
        of.Policies?.SignInPolicy?.AllowedFirstAuthFactors?.includes(one),
      ),
      "nobody asks for a password": same(of.AccountRecoverySetting, {
        RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }],
      }),
      "the client gives no password away": same(web.ExplicitAuthFlows, ["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]),
      "an address is the same in capitals": of.UsernameConfiguration?.CaseSensitive === false,
      "it stays":
        of.DeletionProtection === "ACTIVE" &&
        whole.DeletionPolicy === "Retain" &&
        whole.UpdateReplacePolicy === "Retain",
      "the code comes from the portal": String(of.EmailConfiguration?.From).endsWith(`<${mail.sender}>`),
      "by SES, from its domain":
        of.EmailConfiguration?.EmailSendingAccount === "DEVELOPER" &&
        text(of.EmailConfiguration.SourceArn) ===
          `arn:aws:ses:eu-north-1:<AccountId>:identity/${mail.sender.split("@")[1]}`,
      "and its fate is not asked of the table":
        text(of.EmailConfiguration?.ConfigurationSet) === "service/login/codes" &&
        every(templates, "AWS::SES::ConfigurationSetEventDestination").every(
          ({ stack, properties }) => named(templates, stack, properties.ConfigurationSetName) !== "service/login/codes",
        ),
      // As a setting of the pool's it would be refused, since there is no second factor.
      "in words of ours":
        text(of.LambdaConfig?.CustomMessage) === "service/codes/function.Arn" &&
        of.EmailAuthenticationMessage === undefined,
      "by code and PKCE, without a secret":
        web.GenerateSecret === false &&
        same(web.AllowedOAuthFlows, ["code"]) &&
        same(web.AllowedOAuthScopes, ["openid"]),
      "back to the portal and nowhere else":
        same(web.CallbackURLs, [`https://${domain}/inloggad`]) && same(web.LogoutURLs, [`https://${domain}/utloggad`]),
      "a token is short-lived":
        web.AccessTokenValidity === 15 &&
        web.TokenValidityUnits.AccessToken === "minutes" &&
        web.RefreshTokenValidity <= 60,
      "nobody finds out who is there": web.PreventUserExistenceErrors === "ENABLED",
      "others vouch for their own":
        same(
          providers.map(({ ProviderName, ProviderType }) => [ProviderName, ProviderType.toLowerCase()]),
          federation.map(({ name, kind }) => [name, kind]),
        ) && same(web.SupportedIdentityProviders.map(text), [...federation.map(({ name }) => name), "COGNITO"]),
      "what is secret is fetched": providers.every(
        ({ ProviderDetails: { client_secret: secret } }) =>
          secret === undefined || /^\{\{resolve:secretsmanager:[\w/-]+\}\}$/.test(secret),
      ),
      "there is a page to log in on":
        "pool" in identity &&
        address?.properties.Domain === identity.pool.prefix &&
        address?.properties.ManagedLoginVersion === 2 &&
        text(style?.properties.ClientId) === "service/login/pool/web",
    };
    return Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]));
  };
