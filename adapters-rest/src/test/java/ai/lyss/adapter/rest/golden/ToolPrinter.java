package ai.lyss.adapter.rest.golden;

import ai.lyss.domain.content.Tool;
import ai.lyss.domain.content.ToolChoice;
import ai.lyss.domain.content.ToolUse;
import ai.lyss.domain.json.JsonOut;
import ai.lyss.domain.json.RawJson;
import java.util.List;

/** Prints the tools of a chat, for {@link ContentPrinter}. */
final class ToolPrinter {

  private final JsonOut out;

  ToolPrinter(JsonOut out) {
    this.out = out;
  }

  void print(ToolUse use) {
    if (!use.tools().isEmpty()) {
      out.name("tools").array();
      use.tools().forEach(this::tool);
      out.endArray();
    }
    if (use.choice() != null) {
      choice(use.choice());
    }
    if (use.parallel() != null) {
      out.name("parallel").flag(use.parallel());
    }
  }

  private void tool(Tool tool) {
    out.object();
    switch (tool) {
      case Tool.Function function -> {
        out.name("function").text(function.name());
        text("description", function.description());
        raw("parameters", function.parameters());
        if (function.strict() != null) {
          out.name("strict").flag(function.strict());
        }
        if (function.cache() != null) {
          out.name("cache");
          if (function.cache().ttl() == null) {
            out.flag(true);
          } else {
            out.text(function.cache().ttl());
          }
        }
      }
      case Tool.Custom custom -> {
        out.name("custom").text(custom.name());
        text("description", custom.description());
        raw("format", custom.format());
      }
      case Tool.Hosted hosted -> {
        out.name("hosted").text(hosted.name());
        raw("definition", hosted.definition());
      }
    }
    out.endObject();
  }

  private void choice(ToolChoice choice) {
    out.name("choice");
    switch (choice) {
      case ToolChoice.Auto auto -> out.text("auto");
      case ToolChoice.None none -> out.text("none");
      case ToolChoice.Required required -> out.text("required");
      case ToolChoice.Named named -> out.object().name("named").text(named.name()).endObject();
      case ToolChoice.AutoAmong some -> among("autoAmong", some.names());
      case ToolChoice.RequiredAmong some -> among("requiredAmong", some.names());
    }
  }

  private void among(String name, List<String> names) {
    out.object().name(name).array();
    names.forEach(out::text);
    out.endArray().endObject();
  }

  private void text(String name, String value) {
    if (value != null) {
      out.name(name).text(value);
    }
  }

  private void raw(String name, RawJson value) {
    if (value != null) {
      out.name(name).raw(value);
    }
  }
}
