package ai.lyss.adapter.rest.dialect.anthropic;

import ai.lyss.application.usecase.ListModels;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of models, as {@code limit}, {@code after_id} and {@code before_id} ask for it.
 *
 * @param models what is on it, in the list's order
 * @param hasMore whether the list goes on in the direction asked for
 * @see <a href="https://platform.claude.com/docs/en/api/models-list">List models</a>
 */
record AnthropicModelPage(List<ListModels.Model> models, boolean hasMore) {

  private static final int USUAL = 20;
  private static final int MOST = 1_000;

  /** Returns what is wrong with a query; null when nothing is. */
  static @Nullable String problem(MultiMap query) {
    var limit = query.get("limit");
    return limit == null || size(limit) > 0
        ? null
        : "limit: " + limit + " (expected: a whole number from 1 to " + MOST + ")";
  }

  /** Returns the page of a query without a problem; an id that is not listed counts as none. */
  static AnthropicModelPage of(List<ListModels.Model> all, MultiMap query) {
    var limit = query.get("limit");
    int size = limit == null ? USUAL : size(limit);
    int before = index(all, query.get("before_id"));
    if (before >= 0) {
      int from = Math.max(0, before - size);
      return new AnthropicModelPage(all.subList(from, before), from > 0);
    }
    int from = index(all, query.get("after_id")) + 1;
    int to = Math.min(all.size(), from + size);
    return new AnthropicModelPage(all.subList(from, to), to < all.size());
  }

  /** Returns a page's size; 0 for none that is allowed. */
  private static int size(String limit) {
    if (!limit.matches("[0-9]{1,4}")) {
      return 0;
    }
    int size = Integer.parseInt(limit);
    return size > MOST ? 0 : size;
  }

  private static int index(List<ListModels.Model> all, @Nullable String id) {
    for (int i = 0; id != null && i < all.size(); i++) {
      if (all.get(i).name().equals(id)) {
        return i;
      }
    }
    return -1;
  }
}
