package ai.lyss.adapter.provider.openai;

import ai.lyss.domain.chat.PassThroughRequest.Operation;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.provider.VendorProfile;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a vendor of this dialect is called. Stateless and thread-safe. */
interface OpenAiAddress {

  /** Returns where the API of a provider is; null when neither it nor the vendor says. */
  @Nullable URI base(Provider provider);

  /** Returns what follows the base URL where models are listed. */
  String models(Provider provider);

  /** Returns what follows the base URL, with its leading slash and its query if any. */
  String path(Provider provider, ModelName model);

  /** Returns where a model's Responses API is; null when the vendor has none. */
  @Nullable ResponsesPlace responses(Provider provider, ModelName model);

  /**
   * Where the Responses API is.
   *
   * @param path what follows the base URL, as above
   * @param model the name of the model in a body
   */
  record ResponsesPlace(String path, ModelName model) {}

  /** Returns the path of embeddings likewise; null when the vendor has none. */
  @Nullable String embeddings(Provider provider, ModelName model);

  /** Returns the path of an operation that is passed through; null when the vendor has none. */
  @Nullable String passing(Provider provider, ModelName model, Operation operation);

  /** Returns the path of an operation behind what all paths of OpenAI's API have in front. */
  static String pathOf(Operation operation) {
    return switch (operation) {
      case MODERATION -> "/moderations";
      case RERANK -> "/rerank";
      case IMAGE_GENERATION -> "/images/generations";
      case SPEECH -> "/audio/speech";
      case TRANSCRIPTION -> "/audio/transcriptions";
    };
  }

  /** Returns the name of a model in a body. */
  ModelName inBody(Provider provider, ModelName model);

  /**
   * The address of most vendors: one path, the model in the body.
   *
   * @param profile says where the API is of a provider that does not
   */
  record Plain(VendorProfile profile) implements OpenAiAddress {

    private static final Vendor OPENAI = new Vendor("openai");
    private static final Vendor DEEPSEEK = new Vendor("deepseek");

    @Override
    public @Nullable URI base(Provider provider) {
      return profile.baseUrlOf(provider);
    }

    @Override
    public String models(Provider provider) {
      return "/models";
    }

    @Override
    public String path(Provider provider, ModelName model) {
      return "/chat/completions";
    }

    @Override
    public @Nullable ResponsesPlace responses(Provider provider, ModelName model) {
      return profile.vendor().equals(OPENAI) ? new ResponsesPlace("/responses", model) : null;
    }

    @Override
    public @Nullable String embeddings(Provider provider, ModelName model) {
      return profile.vendor().equals(DEEPSEEK) ? null : "/embeddings";
    }

    @Override
    public @Nullable String passing(Provider provider, ModelName model, Operation operation) {
      boolean none =
          profile.vendor().equals(DEEPSEEK)
              || (operation == Operation.RERANK && profile.vendor().equals(OPENAI));
      return none ? null : OpenAiAddress.pathOf(operation);
    }

    @Override
    public ModelName inBody(Provider provider, ModelName model) {
      return model;
    }
  }
}
