// Drives LangChain against models of a running service and prints what it saw as one JSON document.
// Arguments: address of the service, API key, a model to embed with, and the models to talk with:
// pairs of one that answers and one that breaks off, as a JSON object by vendor.
import { HumanMessage, ToolMessage } from "@langchain/core/messages";
import { ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";

const [address, apiKey, embedder, vendors] = process.argv.slice(2);
const options = { apiKey, maxRetries: 0, configuration: { baseURL: address + "/v1" } };
const port = { type: "object", properties: { port: { type: "string" } }, required: ["port"] };
const results = { Brest: "14:10", 'Dover "É"': "11:05" };
const tide = { type: "function", function: { name: "tide", parameters: port } };

const seen = {};
await Promise.all(
  Object.entries(JSON.parse(vendors)).map(async ([vendor, [model, breaking]]) => {
    seen[vendor] = await talk(vendor, model, breaking);
  }),
);
seen.embedding = await new OpenAIEmbeddings({ model: embedder, ...options }).embedQuery("[one]");
seen.unknownModel = await failure(() => new ChatOpenAI({ model: "no-such-model", ...options }).invoke("[hello]"));
console.log(JSON.stringify(seen));

async function talk(vendor, model, breaking) {
  const chat = new ChatOpenAI({ model, ...options });
  const about = (fixture) => new HumanMessage(`[${fixture}] langchain to ${vendor}`);
  const whole = await chat.invoke([about("hello")]);
  return {
    text: whole.content,
    tokens: whole.usage_metadata.total_tokens,
    stream: await text(chat, about("hello")),
    afterTools: await afterTools(chat.bindTools([tide]), about("tides")),
    object: await chat.withStructuredOutput(port, { name: "harbour", method: "jsonSchema" }).invoke([about("json")]),
    refused: await failure(() => chat.invoke([about("refuse")])),
    broken: await failure(() => text(new ChatOpenAI({ model: breaking, ...options }), about("cut"))),
  };
}

async function text(chat, message) {
  let text = "";
  for await (const chunk of await chat.stream([message])) text += chunk.content;
  return text;
}

async function afterTools(chat, question) {
  const called = await chat.invoke([question]);
  const answers = called.tool_calls.map(
    (call) => new ToolMessage({ tool_call_id: call.id, content: results[call.args.port] }),
  );
  return (await chat.invoke([question, called, ...answers])).content;
}

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return `${error.status ?? "-"} ${error.message}`;
  }
}
