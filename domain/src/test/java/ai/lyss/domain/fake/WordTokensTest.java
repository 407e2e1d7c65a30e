package ai.lyss.domain.fake;

import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.port.TokenCounter;
import ai.lyss.domain.port.TokenCounterContract;
import ai.lyss.domain.provider.Vendor;

class WordTokensTest extends TokenCounterContract {

  private final WordTokens counter = new WordTokens().knowing("m");

  @Override
  protected TokenCounter counter() {
    return counter;
  }

  @Override
  protected Vendor vendor() {
    return Vendor.SIMULATOR;
  }

  @Override
  protected ModelName model() {
    return new ModelName("m");
  }
}
