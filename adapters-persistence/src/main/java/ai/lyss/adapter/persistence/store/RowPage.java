package ai.lyss.adapter.persistence.store;

import ai.lyss.domain.access.TenantId;
import ai.lyss.domain.store.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Pages of a tenant's rows in the order of their ids, along the primary key. */
public final class RowPage {

  private RowPage() {}

  /**
   * Reads the rows of a page, and one more when there is one, for entities whose {@code id} is a
   * {@link RowId}.
   */
  public static <E> List<E> of(
      PanacheRepositoryBase<E, RowId> rows, TenantId tenant, Page.Request request) {
    var after = request.after();
    var query =
        after == null
            ? rows.find("id.tenantId = ?1 order by id.id", tenant.value())
            : rows.find("id.tenantId = ?1 and id.id > ?2 order by id.id", tenant.value(), after);
    return query.range(0, request.limit()).list();
  }

  /** Makes the page of what {@link #of} read. */
  public static <E, T> Page<T> mapped(
      List<E> found, Page.Request request, Function<E, UUID> id, Function<E, T> thing) {
    if (found.size() <= request.limit()) {
      return new Page<>(found.stream().map(thing).toList(), null);
    }
    var shown = found.subList(0, request.limit());
    return new Page<>(shown.stream().map(thing).toList(), id.apply(shown.getLast()));
  }
}
