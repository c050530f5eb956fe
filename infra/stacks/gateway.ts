/** The HTTP API before the API function: one route for each of routes.ts, and nothing else. */
import { CfnOutput, Duration, RemovalPolicy } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  DomainName,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Certificate, CertificateValidation } from "aws-cdk-lib/aws-certificatemanager";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { routes } from "#domain/routes";
import type { Settings } from "../stages.ts";
import { accept } from "./accept.ts";
import type { Login } from "./login.ts";

/** What is kept of each call: nothing of who it was, neither address nor person. The history of a submission says who did what. */
const line = {
  at: "$context.requestTimeEpoch",
  requestId: "$context.requestId",
  route: "$context.routeKey",
  status: "$context.status",
  ms: "$context.responseLatency",
  refused: "$context.authorizer.error",
  failed: "$context.integrationErrorMessage",
};

/** `office` answers what routes.ts marks so, `handler` all the rest. */
type Props = { settings: Settings; login: Login; handler: IFunction; office: IFunction };

export class Gateway extends Construct {
  readonly api: HttpApi;
  readonly log: LogGroup;

  constructor(scope: Construct, id: string, { settings, login, handler, office }: Props) {
    super(scope, id);
    const { domain, throttle, logDays } = settings;
    const name = new DomainName(this, "name", {
      domainName: `api.${domain}`,
      securityPolicy: SecurityPolicy.TLS_1_2,
      // Shown by a DNS record that whoever owns the domain makes once; the first deployment waits for it.
      certificate: new Certificate(this, "certificate", {
        domainName: `api.${domain}`,
        validation: CertificateValidation.fromDns(),
      }),
    });
    this.api = new HttpApi(this, "api", {
      apiName: `api.${domain}`,
      // The only way in is the name above, which CloudFront calls.
      disableExecuteApiEndpoint: true,
      createDefaultStage: false,
    });
    this.log = new LogGroup(this, "access-log", { retention: logDays, removalPolicy: RemovalPolicy.DESTROY });
    new HttpStage(this, "stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      domainMapping: { domainName: name },
      throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.log),
        format: AccessLogFormat.custom(JSON.stringify(line)),
      },
    });

    const authorizer = new HttpJwtAuthorizer("issuer", login.issuer, { jwtAudience: [login.audience] });
    // One right to call the function for all routes: one for each would outgrow the function's policy.
    const calling = (name: string, called: IFunction) =>
      new HttpLambdaIntegration(name, called, { scopePermissionToRoute: false, timeout: Duration.seconds(29) });
    const [integration, ofOffice] = [calling("function", handler), calling("office", office)];
    for (const [routeName, { method, path, who, ...more }] of Object.entries(routes)) {
      const route = new HttpRoute(this, routeName, {
        httpApi: this.api,
        routeKey: HttpRouteKey.with(path, HttpMethod[method]),
        integration: "office" in more ? ofOffice : integration,
        authorizer: who === "anyone" ? new HttpNoneAuthorizer() : authorizer,
      });
      if (who === "anyone")
        accept(
          route,
          "AwsSolutions-APIG4",
          "routes.ts gives it to anyone: it tells nobody more than the paper in their hand.",
        );
    }
    new CfnOutput(this, "target", { value: name.regionalDomainName, description: `CNAME of api.${domain}` });
  }
}
