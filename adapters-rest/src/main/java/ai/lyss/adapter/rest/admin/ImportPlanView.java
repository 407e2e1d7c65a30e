package ai.lyss.adapter.rest.admin;

import ai.lyss.adapter.rest.problem.Fault;
import ai.lyss.application.usecase.ImportOrder.Extent;
import ai.lyss.application.usecase.ImportPlan;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an import does, or would do, as it is shown. Immutable. */
@RegisterForReflection
@Schema(
    name = "ImportPlan",
    examples =
        """
        {"applied": false,
         "changes": [{"kind": "channel", "name": "gpt-east", "action": "updated",
                      "fields": ["weight"]}],
         "problems": []}
        """,
    requiredProperties = {"applied", "changes", "problems"},
    description = "What an import did, or would do.")
record ImportPlanView(
    @Schema(description = "Whether it was done; false for a dry run") boolean applied,
    @Schema(description = "What happens to each thing, in that order") List<PlannedChange> changes,
    @Schema(description = "What is in order, and probably not meant") List<Fault> problems) {

  static ImportPlanView of(ImportPlan plan) {
    return new ImportPlanView(
        plan.extent() == Extent.APPLIED,
        plan.changes().stream().map(PlannedChange::of).toList(),
        plan.remarks().stream().map(Fault::of).toList());
  }

  /** What happens to one thing. */
  @RegisterForReflection
  @Schema(
      name = "PlannedChange",
      requiredProperties = {"kind", "name", "action", "fields"},
      description = "What happens to one thing.")
  record PlannedChange(
      @Schema(enumeration = {"provider", "channel", "route", "quota"}) String kind,
      @Schema(description = "Its name; the model of a route", examples = "gpt-east") String name,
      @Schema(enumeration = {"created", "updated", "unchanged", "deleted"}) String action,
      @Schema(description = "The fields that change; none unless it is updated")
          List<String> fields) {

    private static PlannedChange of(ImportPlan.PlannedChange change) {
      return new PlannedChange(
          change.kind(), change.name(), change.action().wireName(), change.fields());
    }
  }
}
