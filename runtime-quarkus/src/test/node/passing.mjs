// Drives the official client's operations that are passed through, and prints what it saw as JSON.
// Arguments: base URL, API key.
import OpenAI, { toFile } from "openai";

const [baseURL, apiKey] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const model = "stub-model";
const seen = {};

seen.flagged = (await client.moderations.create({ model, input: "Hello" })).results[0].flagged;

const images = await client.images.generate({ model, prompt: "A sea" });
seen.image = images.data[0].b64_json;
seen.imageUsage = images.usage.total_tokens;

seen.imageEvents = [];
for await (const event of await client.images.generate({ model, prompt: "A sea", stream: true })) {
  seen.imageEvents.push(event.type);
}

const speech = await client.audio.speech.create({ model, voice: "alloy", input: "Hello" });
seen.speechType = speech.headers.get("content-type");
seen.speech = Buffer.from(await speech.arrayBuffer()).toString("hex");

const file = () => toFile(Buffer.from([0x49, 0x44, 0x33, 0, 0xff, 13, 10, 45, 45]), "Å 海.mp3");
seen.transcript = (await client.audio.transcriptions.create({ model, file: await file() })).text;
seen.bare = await client.audio.transcriptions.create({ model, file: await file(), response_format: "text" });

seen.spoken = "";
for await (const event of await client.audio.transcriptions.create({ model, file: await file(), stream: true })) {
  seen.spoken += event.delta ?? "";
}

seen.unknownModel = await failure(() => client.moderations.create({ input: "Hello" }));
seen.notOffered = await failure(() => client.images.generate({ model: "simulator", prompt: "A sea" }));

console.log(JSON.stringify(seen));

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return { status: error.status, code: error.code };
  }
}
