package ai.lyss.runtime.e2e;

import ai.lyss.adapter.provider.stub.StubAnswer;
import ai.lyss.adapter.provider.stub.StubAnswer.End;
import ai.lyss.adapter.provider.stub.StubRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A vendor that chats, answers in the Responses dialect and embeds, by openai.md §5, §7 and §8;
 * also one that embeds as Gemini and one that embeds as Ollama does.
 */
final class ResponsesStub {

  /** The model that is asked for by the Responses API. */
  static final String NATIVE = "native-model";

  /** A model whose vendor embeds as Gemini does. */
  static final String OF_GEMINI = "embeds-as-gemini";

  /** A model whose vendor embeds as Ollama does. */
  static final String OF_OLLAMA = "embeds-as-ollama";

  private static final String CALL =
      "{\"id\":\"fc_1\",\"type\":\"function_call\",\"status\":\"completed\",\"call_id\":\"call_1\","
          + "\"name\":\"tide\",\"arguments\":\"{\\\"port\\\":1}\"}";
  private static final String TEXT =
      "{\"type\":\"output_text\",\"text\":\"%s\",\"annotations\":[]}";
  private static final String MESSAGE =
      "{\"id\":\"msg_1\",\"type\":\"message\",\"status\":\"completed\",\"role\":\"assistant\","
          + "\"content\":["
          + TEXT.formatted("Bonjour")
          + "]}";

  private ResponsesStub() {}

  static StubAnswer answer(StubRequest request) {
    boolean streamed = StubbedService.asksForStream(request);
    boolean tools = request.text().contains("\"tools\":[{");
    boolean broken = request.text().contains("break");
    if (request.path().endsWith(":batchEmbedContents")) {
      return StubAnswer.json(200, contents(new JsonObject(request.text())));
    }
    if (request.path().endsWith("/api/embed")) {
      return StubAnswer.json(200, embedded(new JsonObject(request.text())));
    }
    if (request.path().contains("/embeddings")) {
      return StubAnswer.json(200, embeddings(new JsonObject(request.text())));
    }
    if (request.path().contains("/responses")) {
      return streamed
          ? streamed(broken)
          : StubAnswer.json(200, response("completed", tools ? CALL : MESSAGE));
    }
    if (tools) {
      return StubAnswer.json(
          200,
          StubbedService.whole(
              "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\",\"type\":"
                  + "\"function\",\"function\":{\"name\":\"tide\",\"arguments\":\"{\\\"port\\\":1}\"}}]}",
              "tool_calls"));
    }
    return broken ? StubbedService.streamed(3).end(End.FIN) : StubbedService.answer(request);
  }

  /** A vendor that does not know base64 and gives numbers whatever it was asked for. */
  private static String embeddings(JsonObject asked) {
    int count = asked.getValue("input") instanceof JsonArray several ? several.size() : 1;
    var data = new JsonArray();
    for (int i = 0; i < count; i++) {
      data.add(
          new JsonObject()
              .put("object", "embedding")
              .put("index", i)
              .put("embedding", new JsonArray().add(0.5).add(-1).add(0.25)));
    }
    return new JsonObject()
        .put("object", "list")
        .put("data", data)
        .put("model", asked.getString("model"))
        .put("usage", new JsonObject().put("prompt_tokens", 3).put("total_tokens", 3))
        .encode();
  }

  private static String contents(JsonObject asked) {
    return asked.getJsonArray("requests").stream()
        .map(item -> ((JsonObject) item).getJsonObject("content").getJsonArray("parts"))
        .map(parts -> "{\"values\":" + vector(parts.getJsonObject(0).getString("text")) + "}")
        .collect(Collectors.joining(",", "{\"embeddings\":[", "]}"));
  }

  private static String embedded(JsonObject asked) {
    return asked.getJsonArray("input").stream()
        .map(text -> vector((String) text))
        .collect(Collectors.joining(",", "{\"embeddings\":[", "],\"prompt_eval_count\":3}"));
  }

  /** Its last number is the one in the text, if there is one, so that the order can be seen. */
  private static String vector(String text) {
    var digits = text.replaceAll("\\D", "");
    return "[0.50,-1e0," + (digits.isEmpty() ? "0.25" : digits) + "]";
  }

  private static String response(String status, String... output) {
    return "{\"id\":\"resp_1\",\"object\":\"response\",\"created_at\":1,\"status\":\""
        + status
        + "\",\"error\":null,\"incomplete_details\":null,\"instructions\":null,\"metadata\":{},"
        + "\"model\":\"m\",\"parallel_tool_calls\":true,\"temperature\":1,\"tool_choice\":\"auto\","
        + "\"tools\":[],\"top_p\":1,\"output\":["
        + String.join(",", output)
        + "],\"usage\":{\"input_tokens\":3,\"input_tokens_details\":{\"cached_tokens\":0,"
        + "\"cache_write_tokens\":0},\"output_tokens\":2,\"output_tokens_details\":"
        + "{\"reasoning_tokens\":0},\"total_tokens\":5}}";
  }

  private static StubAnswer streamed(boolean broken) {
    var place = "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,";
    var begun = MESSAGE.replace("completed", "in_progress").replace(TEXT.formatted("Bonjour"), "");
    var events = new ArrayList<String>();
    add(events, "created", "\"response\":" + response("in_progress"));
    add(events, "in_progress", "\"response\":" + response("in_progress"));
    add(events, "output_item.added", "\"output_index\":0,\"item\":" + begun);
    add(events, "content_part.added", place + "\"part\":" + TEXT.formatted(""));
    add(events, "output_text.delta", place + "\"delta\":\"Bon\",\"logprobs\":[]");
    add(events, "output_text.delta", place + "\"delta\":\"jour\",\"logprobs\":[]");
    if (broken) {
      return StubAnswer.stream(events.toArray(String[]::new)).end(End.FIN);
    }
    add(events, "output_text.done", place + "\"text\":\"Bonjour\",\"logprobs\":[]");
    add(events, "content_part.done", place + "\"part\":" + TEXT.formatted("Bonjour"));
    add(events, "output_item.done", "\"output_index\":0,\"item\":" + MESSAGE);
    add(events, "completed", "\"response\":" + response("completed", MESSAGE));
    return StubAnswer.stream(events.toArray(String[]::new));
  }

  private static void add(List<String> events, String type, String members) {
    events.add(
        "event: response.%s\ndata: {\"type\":\"response.%s\",\"sequence_number\":%d,%s}\n\n"
            .formatted(type, type, events.size(), members));
  }
}
