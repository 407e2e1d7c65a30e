// Drives Vercel's AI SDK against a running service and prints what it saw as one JSON document.
// Arguments: address of the service, API key.
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { embed, generateText, streamText } from "ai";

const [address, apiKey] = process.argv.slice(2);
const lyss = createOpenAICompatible({ name: "lyss", baseURL: address + "/v1", apiKey });
const seen = {};

seen.text = (await generateText({ model: lyss("stub-model"), prompt: "Hello", maxRetries: 0 })).text;
seen.stream = "";
for await (const part of streamText({ model: lyss("stub-model"), prompt: "Hello", maxRetries: 0 }).textStream) {
  seen.stream += part;
}
const embedding = lyss.embeddingModel ? lyss.embeddingModel("stub-model") : lyss.textEmbeddingModel("stub-model");
seen.embedding = (await embed({ model: embedding, value: "one", maxRetries: 0 })).embedding;

console.log(JSON.stringify(seen));
