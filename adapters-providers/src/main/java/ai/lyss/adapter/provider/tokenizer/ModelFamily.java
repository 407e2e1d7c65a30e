package ai.lyss.adapter.provider.tokenizer;

import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Vendor;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Models that share a tokenizer and the framing of functions. A model belongs to the first family
 * whose prefix its name starts with, up to the end of a word; what names no family has no
 * tokenizer. Names of fine-tuned models start with {@code ft:}, those of routers with the maker.
 *
 * @param prefix how the names start; ending with a dot, whatever follows it belongs to the family
 * @param encoding how their text becomes tokens
 * @param functionTokens tokens that frame each function offered to the model
 * @see <a href="https://github.com/openai/tiktoken/blob/main/tiktoken/model.py">tiktoken's table of
 *     models</a>
 */
record ModelFamily(String prefix, EncodingType encoding, int functionTokens) {

  private static final Set<String> VENDORS = Set.of("openai", "azure-openai", "openai-compatible");
  private static final List<String> BEFORE_THE_NAME = List.of("ft:", "openai/");
  private static final List<ModelFamily> ALL =
      List.of(
          o200k("gpt-4o"),
          o200k("chatgpt-4o"),
          o200k("gpt-4.1"),
          o200k("gpt-4.5"),
          o200k("gpt-5"),
          o200k("gpt-5."),
          o200k("gpt-oss"),
          o200k("o1"),
          o200k("o3"),
          o200k("o4-mini"),
          cl100k("gpt-4"),
          cl100k("gpt-3.5"),
          cl100k("gpt-35"));

  private static ModelFamily o200k(String prefix) {
    return new ModelFamily(prefix, EncodingType.O200K_BASE, 7);
  }

  private static ModelFamily cl100k(String prefix) {
    return new ModelFamily(prefix, EncodingType.CL100K_BASE, 10);
  }

  /** Returns the family of a vendor's model; null when none is known. */
  static @Nullable ModelFamily of(Vendor vendor, ModelName model) {
    if (!VENDORS.contains(vendor.id())) {
      return null;
    }
    var name = model.value();
    for (var before : BEFORE_THE_NAME) {
      if (name.startsWith(before)) {
        name = name.substring(before.length());
      }
    }
    for (var family : ALL) {
      if (family.holds(name)) {
        return family;
      }
    }
    return null;
  }

  private boolean holds(String name) {
    if (!name.startsWith(prefix)) {
      return false;
    }
    if (name.length() == prefix.length() || prefix.endsWith(".")) {
      return true;
    }
    char next = name.charAt(prefix.length());
    return next == '-' || next == ':' || next == '@';
  }
}
