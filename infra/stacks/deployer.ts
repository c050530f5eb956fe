/**
 * How the workflow on GitHub gets in: by a token that GitHub gives for one run, and without any key that could be stolen. It takes on what
 * `cdk bootstrap` has made, and has no other right.
 * https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
import { Aws, CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { CfnOIDCProvider, FederatedPrincipal, PolicyDocument, PolicyStatement, Role } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import type { Settings, StageName } from "../stages.ts";

const host = "token.actions.githubusercontent.com";

/** Of `cdk bootstrap`, at home and where the edge is. */
const bootstrapped = (home: string, ...kinds: ("deploy" | "file-publishing" | "lookup")[]) =>
  kinds.flatMap((kind) =>
    [home, "us-east-1"].map(
      (region) => `arn:aws:iam::${Aws.ACCOUNT_ID}:role/cdk-hnb659fds-${kind}-role-${Aws.ACCOUNT_ID}-${region}`,
    ),
  );

export function letGithubIn(
  scope: Construct,
  stage: StageName,
  { repository, pullRequests }: Settings["github"],
): void {
  const { region: home } = Stack.of(scope);
  const provider = new CfnOIDCProvider(scope, "github", {
    url: `https://${host}`,
    clientIdList: ["sts.amazonaws.com"],
  });
  const role = (id: string, subject: string, resources: string[]) => {
    const made = new Role(scope, id, {
      assumedBy: new FederatedPrincipal(
        provider.attrArn,
        { StringEquals: { [`${host}:aud`]: "sts.amazonaws.com", [`${host}:sub`]: `repo:${repository}:${subject}` } },
        "sts:AssumeRoleWithWebIdentity",
      ),
      maxSessionDuration: Duration.hours(1),
      inlinePolicies: {
        own: new PolicyDocument({ statements: [new PolicyStatement({ actions: ["sts:AssumeRole"], resources })] }),
      },
    });
    new CfnOutput(scope, `${id}-role`, { value: made.roleArn, description: "For the workflow's variables" });
  };
  // GitHub asks for the approval that the environment demands before it gives the token.
  role("deployer", `environment:${stage}`, bootstrapped(home, "deploy", "file-publishing", "lookup"));
  if (pullRequests) role("onlooker", "pull_request", bootstrapped(home, "lookup"));
}
