/** The SDK's clients as the functions have them, over whatever scene, mailbox and faults are the matter now. */
import { S3Client } from "@aws-sdk/client-s3";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { type Faults, faults, retryingAtOnce, type Service } from "#tests/faults";
import { dynamoWire, type Mailbox, s3Wire, sesWire, type Wire } from "#tests/memory-services";
import { aMemoryTable, aPortalInMemory } from "#tests/portal";
import type { Open, Scene } from "#tests/write-paths";
import { openDatabase } from "../lambdas/store/database.ts";
import { objectStore } from "../lambdas/store/objects.ts";

export type World = { scene: Scene; mailbox: Mailbox; weather: Faults };

const common = {
  region: "eu-north-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  // Nobody here looks at signatures, and making them is half the time.
  signer: { sign: async (request: never) => request },
};

/** A world whose parts are changed from case to case, and the clients in it. */
export async function aWorld() {
  const world: World = {
    scene: { table: await aMemoryTable(), attachments: new Map() },
    mailbox: [],
    weather: faults({}),
  };
  const over = (service: Service, to: Wire) => ({
    ...common,
    endpoint: `http://${service}.example.se`,
    requestHandler: {
      handle: (request: Parameters<Wire["handle"]>[0]) => world.weather.around(service, to).handle(request),
    } as never,
  });
  const dynamodb = await retryingAtOnce(
    openDatabase(
      over(
        "dynamodb",
        dynamoWire(() => world.scene.table),
      ),
    ),
  );
  const s3 = await retryingAtOnce(
    new S3Client({
      ...over(
        "s3",
        s3Wire(() => world.scene.attachments),
      ),
      forcePathStyle: true,
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    }),
  );
  // One try, as in lambdas/outbox/main.mailer.ts.
  const ses = new SESv2Client({
    ...over(
      "ses",
      sesWire(() => world.mailbox),
    ),
    maxAttempts: 1,
  });
  const objects = objectStore(s3, "bucket");

  /** A process of the API: what it remembers ends with it. */
  const open: Open = (its) => {
    world.scene = its;
    return aPortalInMemory(its.table, {
      db: dynamodb,
      attachments: async () => objects,
      documents: async () => objects,
    });
  };

  return { world, dynamodb, ses, objects, open };
}
