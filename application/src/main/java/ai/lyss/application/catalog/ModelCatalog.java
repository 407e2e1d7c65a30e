package ai.lyss.application.catalog;

import ai.lyss.application.usecase.ListModels;
import ai.lyss.domain.access.Caller;
import ai.lyss.domain.model.ModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists models from the live configuration. */
public final class ModelCatalog implements ListModels {

  private final LiveConfiguration configuration;

  /** Lists what this configuration holds. */
  public ModelCatalog(LiveConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public List<Model> list(Caller caller) {
    var models = new ArrayList<Model>();
    configuration
        .current()
        .routesOf(caller.tenant())
        .forEach(
            (name, route) -> {
              if (caller.mayUse(name)) {
                models.add(route.listing());
              }
            });
    return models;
  }

  @Override
  public Optional<Model> find(Caller caller, String name) {
    if (ModelName.problem(name) != null) {
      return Optional.empty();
    }
    return Optional.ofNullable(configuration.current().route(caller, new ModelName(name)))
        .map(ModelRoute::listing);
  }
}
