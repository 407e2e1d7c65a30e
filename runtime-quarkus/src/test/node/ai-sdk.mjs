// Drives one generation of Vercel's AI SDK against models of a running service and prints what it
// saw as one JSON document. Arguments: library, library of the provider, address of the service, API
// key, a model to embed with, and the models to talk with: pairs of one that answers and one that
// breaks off, as a JSON object by vendor.
const [library, provider, address, apiKey, embedder, vendors] = process.argv.slice(2);
const ai = await import(library);
const { createOpenAICompatible } = await import(provider);
const lyss = createOpenAICompatible({
  name: "lyss", baseURL: address + "/v1", apiKey, includeUsage: true, supportsStructuredOutputs: true,
});
const port = { type: "object", properties: { port: { type: "string" } }, required: ["port"] };
const results = { Brest: "14:10", 'Dover "É"': "11:05" };
const tide = ai.tool({ inputSchema: ai.jsonSchema(port), execute: ({ port }) => results[port] });
const stopWhen = (ai.isStepCount ?? ai.stepCountIs)(3);
const quietly = { onError: () => {} };

const seen = {};
await Promise.all(
  Object.entries(JSON.parse(vendors)).map(async ([vendor, [model, breaking]]) => {
    seen[vendor] = await talk(vendor, model, breaking);
  }),
);
const { embedding } = await ai.embed({ model: lyss.embeddingModel(embedder), value: "[one]", maxRetries: 0 });
seen.embedding = embedding;
seen.unknownModel = await failure(() => ai.generateText(about("hello", "nobody", "no-such-model")));
console.log(JSON.stringify(seen));

function about(fixture, vendor, model, more = {}) {
  return { model: lyss(model), prompt: `[${fixture}] ai to ${vendor}`, maxRetries: 0, ...more };
}

async function talk(vendor, model, breaking) {
  const whole = await ai.generateText(about("hello", vendor, model));
  const stream = ai.streamText(about("hello", vendor, model));
  const tools = { tools: { tide }, stopWhen };
  const object = { output: ai.Output.object({ schema: ai.jsonSchema(port) }) };
  return {
    text: whole.text,
    finish: whole.finishReason,
    stream: await stream.text,
    tokens: [whole.usage.totalTokens, (await stream.usage).totalTokens],
    afterTools: (await ai.generateText(about("tides", vendor, model, tools))).text,
    afterStreamedTools: await ai.streamText(about("tides", vendor, model, tools)).text,
    object: (await ai.generateText(about("json", vendor, model, object))).output,
    refused: await failure(() => ai.generateText(about("refuse", vendor, model))),
    broken: await failure(async () => {
      for await (const part of ai.streamText(about("cut", vendor, breaking, quietly)).fullStream) {
        if (part.type === "error") throw part.error;
      }
    }),
  };
}

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return `${error.statusCode ?? "-"} ${error.message ?? JSON.stringify(error)}`;
  }
}
