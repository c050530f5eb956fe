/** Findings of cdk-nag that stand, each by its exact id and with the reason. */
import { Aws, Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

export const accept = (scope: IConstruct, id: string, reason: string): void =>
  Validations.of(scope).acknowledge({ id: id.replaceAll(Aws.ACCOUNT_ID, "<AWS::AccountId>"), reason });

/** A right to more than one thing by name, `…/*`. */
export const acceptAll = (scope: IConstruct, resource: string, reason: string): void =>
  accept(scope, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
