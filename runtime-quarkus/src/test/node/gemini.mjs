// Drives the official client in two generations against a running service and prints what they saw
// as one JSON document: 3.x asks under /v1, 2.x under /v1beta. Arguments: base URL, API key.
import * as present from "@google/genai";
import * as previous from "google-genai-2";

const [baseUrl, apiKey] = process.argv.slice(2);
const seen = {};
const tide = {
  functionDeclarations: [{ name: "tide", description: "Tells tides", parametersJsonSchema: { type: "object" } }],
};

for (const [generation, { GoogleGenAI }] of Object.entries({ present, previous })) {
  for (const model of ["gemini-3-flash", "stub-model"]) {
    seen[`${generation} ${model}`] = await conversation(client(GoogleGenAI, apiKey), model);
  }
  const texts = ["one", "text 2"];
  for (const model of ["gemini-embedding-001", "stub-model"]) {
    const answer = await client(GoogleGenAI, apiKey).models.embedContent({
      model,
      contents: texts,
      config: { outputDimensionality: 3, taskType: "RETRIEVAL_QUERY" },
    });
    seen[`${generation} embeddings of ${model}`] = answer.embeddings.map((each) => each.values);
  }
  seen[`${generation} failures`] = {
    unknownModel: await failure(() => ask(client(GoogleGenAI, apiKey), "no-such-model")),
    wrongKey: await failure(() => ask(client(GoogleGenAI, "sk-lyss-wrong"), "gemini-3-flash")),
    vendorRefusal: await failure(() => ask(client(GoogleGenAI, apiKey), "gemini-3-flash", { temperature: 99 })),
  };
}
console.log(JSON.stringify(seen));

function client(GoogleGenAI, key) {
  return new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl } });
}

function ask(ai, model, config) {
  return ai.models.generateContent({ model, contents: "Hello", config });
}

async function conversation(ai, model) {
  const whole = await ask(ai, model);
  let stream = "";
  let total = null;
  for await (const chunk of await ai.models.generateContentStream({ model, contents: "Hello" })) {
    stream += chunk.text ?? "";
    total = chunk.usageMetadata?.totalTokenCount ?? total;
  }
  const question = { role: "user", parts: [{ text: "Tide in Brest?" }] };
  const first = await ai.models.generateContent({ model, contents: [question], config: { tools: [tide] } });
  const call = first.functionCalls[0];
  const answer = { functionResponse: { id: call.id, name: call.name, response: { output: "14:10" } } };
  const second = await ai.models.generateContent({
    model,
    contents: [question, first.candidates[0].content, { role: "user", parts: [answer] }],
    config: { tools: [tide] },
  });
  return {
    text: whole.text,
    tokens: whole.usageMetadata.totalTokenCount,
    finish: whole.candidates[0].finishReason,
    stream,
    streamTokens: total,
    call: { name: call.name, args: call.args },
    afterTheCall: second.text,
  };
}

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return { status: error.status, message: error.message.includes("error") };
  }
}
