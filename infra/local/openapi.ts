/** Prints the OpenAPI document: `npm run openapi`. */
import { openApi } from "../../lambdas/api/openapi.ts";

process.stdout.write(`${JSON.stringify(openApi(), null, 2)}\n`);
