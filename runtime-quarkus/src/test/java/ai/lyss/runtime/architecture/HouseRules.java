package ai.lyss.runtime.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;

/** Habits of the house that hold in every folder. */
record HouseRules(Tree tree) {

  private static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";
  private static final String BANNED_ENDING =
      ".*(Impl|Manager|Helpers?|Utils?|Common|Misc|Dto|DTO|VO)$";
  private static final String BANNED_BEGINNING =
      "(.*[.$])?(Base(?!Url)|Abstract|Default|My)[A-Z]\\w*$";

  ArchRule everyPackageIsNullMarked() {
    return all(tree.packages("packages", name -> (name + ".").startsWith(tree.at(""))))
        .should(Tree.condition("have a package-info with @NullMarked", HouseRules::unmarked));
  }

  ArchRule namesSayWhatAThingIs() {
    return noClasses()
        .should()
        .haveNameMatching(BANNED_ENDING)
        .orShould()
        .haveNameMatching(BANNED_BEGINNING)
        .because("a name says the role of a thing, not its pattern");
  }

  ArchRule noFieldInjection() {
    return GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
  }

  ArchRule noStandardStreams() {
    return GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
  }

  ArchRule routesComeFromTheEndpointTable() {
    return CompositeArchRule.of(routerIsTouchedByTheTableOnly())
        .and(resourcesLiveInAdministration())
        .because("roles, admission, OpenAPI and the security tests are made from the table");
  }

  private ArchRule routerIsTouchedByTheTableOnly() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(tree.in("adapter.rest.endpoint"))
        .and(not(Tree.where("the routes of a dialect, read from the table", this::readsTheTable)))
        .should()
        .callMethodWhere(Tree.where("a route is made", HouseRules::makesRoute));
  }

  private boolean readsTheTable(JavaClass type) {
    var table = tree.at("adapter.rest.endpoint.EndpointTable");
    return tree.within("adapter.rest.dialect").test(type)
        && type.getSimpleName().endsWith("Routes")
        && type.getDirectDependenciesFromSelf().stream()
            .anyMatch(use -> use.getTargetClass().getName().equals(table));
  }

  private ArchRule resourcesLiveInAdministration() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(tree.in("adapter.rest.admin"))
        .should()
        .beAnnotatedWith("jakarta.ws.rs.Path");
  }

  private static boolean makesRoute(JavaCall<?> call) {
    return call.getTargetOwner().isAssignableTo("io.vertx.ext.web.Router")
        && call.getTarget().getRawReturnType().getName().equals("io.vertx.ext.web.Route");
  }

  private static List<String> unmarked(JavaPackage folder) {
    var marked = folder.tryGetPackageInfo().filter(info -> info.isAnnotatedWith(NULL_MARKED));
    return marked.isPresent()
        ? List.of()
        : List.of(folder.getName() + " lacks package-info.java with @NullMarked");
  }
}
