package ai.lyss.adapter.persistence.route;

import ai.lyss.adapter.persistence.store.RowId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Rows of {@code routes}. */
@ApplicationScoped
public class RoutePanache implements PanacheRepositoryBase<RouteEntity, RowId> {}
