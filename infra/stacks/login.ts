/**
 * Whom people log in with: the stage's own pool of people (Cognito), or another issuer that is configuration. Either way it is a login by
 * OpenID Connect, and who somebody is in the portal stands in the table.
 */
import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClientIdentityProvider,
  UserPoolEmail,
  UserPoolIdentityProviderOidc,
  UserPoolIdentityProviderSaml,
  UserPoolIdentityProviderSamlMetadata,
  UserPoolOperation,
} from "aws-cdk-lib/aws-cognito";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { ConfigurationSet, ConfigurationSetTlsPolicy } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { Federation, Pool, Settings } from "../stages.ts";
import { accept } from "./accept.ts";
import { Worker } from "./worker.ts";

/** What API and browser are told. */
export type Login = { issuer: string; audience: string; clientId: string; resource?: string };
/** `codes`: what words the mails of a pool of the stage's own. */
type Made = { login: Login; codes?: Worker };

const issuersIn = (region: string) => `https://cognito-idp.${region}.amazonaws.com`;

/** Where the browser speaks to when somebody logs in. Known before any pool is made. */
export function originsOf({ identity }: Pick<Settings, "identity">, region: string): string[] {
  if ("issuer" in identity) return [new URL(identity.issuer).origin, ...(identity.origins ?? [])];
  return [issuersIn(region), `https://${identity.pool.prefix}.auth.${region}.amazoncognito.com`];
}

export function loginOf(scope: Construct, settings: Settings): Made {
  const { identity, logDays } = settings;
  if ("issuer" in identity) return { login: identity };
  const codes = new Worker(scope, "codes", {
    entry: "codes/main.ts",
    environment: {},
    may: [],
    // Cognito waits five seconds, and without an answer nobody is let in; so a few are kept for it.
    ...{ memory: 256, seconds: 5, atOnce: 5, logDays },
  });
  const { login } = new PoolOfPeople(scope, "login", { settings, codes: codes.handler, ...identity });
  return { login, codes };
}

type Props = Pool & { settings: Settings; codes: IFunction };

class PoolOfPeople extends Construct {
  readonly login: Login;

  constructor(scope: Construct, id: string, { settings, codes, pool: { prefix, federation } }: Props) {
    super(scope, id);
    const pool = this.poolOf(settings);
    pool.addTrigger(UserPoolOperation.CUSTOM_MESSAGE, codes);
    const providers = federation.map((one) => this.provider(pool, one));
    const client = pool.addClient("web", {
      // A browser keeps no secret; PKCE stands in for it.
      generateSecret: false,
      // Only by what is asked for on the log-in page: a code by mail or a passkey.
      authFlows: { user: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [`https://${settings.domain}/inloggad`],
        logoutUrls: [`https://${settings.domain}/utloggad`],
      },
      supportedIdentityProviders: [
        ...federation.map(({ name }) => UserPoolClientIdentityProvider.custom(name)),
        UserPoolClientIdentityProvider.COGNITO,
      ],
      preventUserExistenceErrors: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      // Cognito always gives one, for an hour at least. The browser throws it away.
      refreshTokenValidity: Duration.hours(1),
      // A mail with a code may take its time.
      authSessionValidity: Duration.minutes(15),
      enableTokenRevocation: true,
    });
    for (const provider of providers) client.node.addDependency(provider);
    pool.addDomain("address", {
      cognitoDomain: { domainPrefix: prefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    // Without a style there is no page at all.
    new CfnManagedLoginBranding(this, "style", {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    const issuer = `${issuersIn(Stack.of(this).region)}/${pool.userPoolId}`;
    this.login = { issuer, audience: client.userPoolClientId, clientId: client.userPoolClientId };
  }

  private poolOf({ mail: { sender } }: Settings): UserPool {
    // Not the portal's own: what becomes of its mails the table knows, and of these nothing.
    const codes = new ConfigurationSet(this, "codes", { tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE });
    const pool = new UserPool(this, "pool", {
      selfSignUpEnabled: false,
      featurePlan: FeaturePlan.ESSENTIALS,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      // Cognito wants `password` in the list. Nobody is given one, and nobody can ask for a new one.
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true, passkey: true } },
      accountRecovery: AccountRecovery.NONE,
      passwordPolicy: { minLength: 20 },
      mfa: Mfa.OFF,
      email: UserPoolEmail.withSES({
        fromEmail: sender,
        fromName: "RSS-portalen",
        sesVerifiedDomain: sender.split("@")[1] as string,
        sesRegion: Stack.of(this).region,
        configurationSetName: codes.configurationSetName,
      }),
      // Lost, everybody would be somebody else when they come back.
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const noPasswords = "Nobody has a password: people come by another's log-in, a code by mail or a passkey.";
    accept(pool, "AwsSolutions-COG1", noPasswords);
    accept(pool, "AwsSolutions-COG8", "What the dearer plan adds looks after passwords.");
    accept(pool, "AwsSolutions-COG2", "Cognito has no second factor beside these. Who signs logs in afresh.");
    return pool;
  }

  private provider(pool: UserPool, one: Federation) {
    // Nothing of what they say of somebody is taken over: issuer and subject are enough.
    const shared = { userPool: pool, name: one.name };
    if (one.kind === "saml")
      return new UserPoolIdentityProviderSaml(this, one.name, {
        ...shared,
        metadata: UserPoolIdentityProviderSamlMetadata.url(one.metadata),
      });
    return new UserPoolIdentityProviderOidc(this, one.name, {
      ...shared,
      issuerUrl: one.issuer,
      clientId: one.clientId,
      // The name of it; CloudFormation fetches it when it deploys.
      clientSecret: `{{resolve:secretsmanager:${one.secret}}}`,
      scopes: ["openid"],
    });
  }
}
