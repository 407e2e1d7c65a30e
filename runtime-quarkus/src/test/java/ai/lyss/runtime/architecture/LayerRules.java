package ai.lyss.runtime.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Set;

/** Who may know whom. */
record LayerRules(Tree tree) {

  private static final String TRANSACTION_MANAGER = "jakarta.transaction.TransactionManager";
  private static final Set<String> ENTITY_KINDS =
      Set.of("jakarta.persistence.Entity", "jakarta.persistence.MappedSuperclass");

  ArchRule dependenciesPointInwards() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("Domain")
        .definedBy(tree.in("domain"))
        .layer("Application")
        .definedBy(tree.in("application"))
        .layer("Rest")
        .definedBy(tree.in("adapter.rest"))
        .layer("Persistence")
        .definedBy(tree.in("adapter.persistence"))
        .layer("Providers")
        .definedBy(tree.in("adapter.provider"))
        .layer("Runtime")
        .definedBy(tree.in("runtime"))
        .whereLayer("Domain")
        .mayNotAccessAnyLayer()
        .whereLayer("Application")
        .mayOnlyAccessLayers("Domain")
        .whereLayer("Rest")
        .mayOnlyAccessLayers("Application", "Domain")
        .whereLayer("Persistence")
        .mayOnlyAccessLayers("Domain")
        .whereLayer("Providers")
        .mayOnlyAccessLayers("Domain")
        .whereLayer("Runtime")
        .mayNotBeAccessedByAnyLayer();
  }

  ArchRule adaptersDoNotKnowEachOther() {
    return slices().matching(tree.at("adapter.(*)..")).should().notDependOnEachOther();
  }

  ArchRule vendorsDoNotKnowEachOther() {
    return slices()
        .matching(tree.at("adapter.provider.(*).."))
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            alwaysTrue(), tree.within("adapter.provider.http", "adapter.provider.translate"))
        .because(
            "what two vendors share is HTTP and the way of translating; a dialect they share is one folder");
  }

  ArchRule restKnowsUseCasesOnly() {
    var insides =
        tree.within("domain.port")
            .or(tree.within("application").and(not(tree.within("application.usecase"))));
    return noClasses()
        .that(tree.within("adapter.rest"))
        .should()
        .dependOnClassesThat(insides)
        .because("what the outside may ask for is a use case, in administration too");
  }

  ArchRule transactionsStayInPersistence() {
    return CompositeArchRule.of(
            noClasses()
                .that(not(tree.within("adapter.persistence", "runtime.wiring")))
                .should()
                .dependOnClassesThat(storeFrameworks()))
        .and(
            noClasses()
                .that(tree.within("runtime.wiring"))
                .should()
                .dependOnClassesThat(storeFrameworks().and(not(name(TRANSACTION_MANAGER)))))
        .because("the wiring hands a transaction manager on, and nobody else sees one");
  }

  ArchRule noPackageCycles() {
    return slices().matching(tree.at("(**)")).should().beFreeOfCycles();
  }

  ArchRule entitiesStayHome() {
    return classes()
        .that(Tree.where("entities", LayerRules::isEntity))
        .should(Tree.condition("be known in their own package only", LayerRules::strangersTo));
  }

  private static DescribedPredicate<JavaClass> storeFrameworks() {
    return resideInAnyPackage(
        "jakarta.transaction..",
        "jakarta.persistence..",
        "org.hibernate..",
        "io.quarkus.hibernate..",
        "io.quarkus.narayana..");
  }

  private static boolean isEntity(JavaClass type) {
    return ENTITY_KINDS.stream().anyMatch(type::isAnnotatedWith);
  }

  private static List<String> strangersTo(JavaClass entity) {
    return entity.getDirectDependenciesToSelf().stream()
        .filter(use -> !use.getOriginClass().getPackageName().equals(entity.getPackageName()))
        .map(use -> use.getDescription())
        .toList();
  }
}
