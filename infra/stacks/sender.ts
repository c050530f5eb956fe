/** The domain mail goes out from. Its three DKIM records are made by hand, where the domain's DNS is, before anything else is deployed. */
import { Stack } from "aws-cdk-lib";
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  DkimIdentity,
  EasyDkimSigningKeyLength,
  EmailIdentity,
  Identity,
} from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import type { Settings } from "../stages.ts";
import type { Mail } from "./access.ts";

export class Sender extends Construct {
  readonly configurationSet: ConfigurationSet;
  readonly mail: Mail;

  constructor(scope: Construct, id: string, { sender, sandbox = [] }: Settings["mail"]) {
    super(scope, id);
    this.configurationSet = new ConfigurationSet(this, "set", {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // The portal has a list of its own, which SKR can clear; by SES's an address would stay shut after that.
      disableSuppressionList: true,
    });
    const identity = new EmailIdentity(this, "domain", {
      identity: Identity.domain(sender.split("@")[1] as string),
      dkimSigning: true,
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      // Whatever goes out from the domain falls under it, so nobody who sends need name it.
      configurationSet: this.configurationSet,
    });
    const arnOf = (resource: string, resourceName: string) =>
      Stack.of(this).formatArn({ service: "ses", resource, resourceName });
    this.mail = {
      identity: identity.emailIdentityArn,
      configurationSet: arnOf("configuration-set", this.configurationSet.configurationSetName),
      sender,
      recipients: sandbox.map((address) => arnOf("identity", address)),
    };
  }
}
