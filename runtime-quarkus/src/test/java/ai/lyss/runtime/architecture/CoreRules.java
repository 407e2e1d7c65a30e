package ai.lyss.runtime.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/** What keeps domain and application plain Java, so that they embed anywhere and test exactly. */
record CoreRules(Tree tree) {

  private static final String NEW = JavaConstructor.CONSTRUCTOR_NAME;

  private static final Map<String, Set<String>> HIDDEN_SOURCES =
      Map.ofEntries(
          Map.entry(
              "java.lang.System",
              Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "exit")),
          Map.entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system")),
          Map.entry("java.time.InstantSource", Set.of("system")),
          Map.entry("java.time.ZoneId", Set.of("systemDefault")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry("java.util.Random", Set.of(NEW)),
          Map.entry("java.util.SplittableRandom", Set.of(NEW)),
          Map.entry("java.security.SecureRandom", Set.of(NEW, "getInstance", "getInstanceStrong")),
          Map.entry("java.util.random.RandomGenerator", Set.of("getDefault", "of")),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
          Map.entry("java.util.Locale", Set.of("getDefault")),
          Map.entry(
              "java.lang.Thread",
              Set.of(NEW, "sleep", "startVirtualThread", "ofVirtual", "ofPlatform")),
          Map.entry("java.util.concurrent.CompletableFuture", Set.of("runAsync", "supplyAsync")));

  private static final Set<String> THREAD_MAKERS =
      Set.of("java.util.concurrent.Executors", "java.util.concurrent.ForkJoinPool");

  ArchRule domainIsPlainJava() {
    return classes()
        .that(tree.within("domain"))
        .should()
        .onlyDependOnClassesThat(plainJava().or(tree.within("domain")))
        .because("an allow-list catches the framework that nobody thought of forbidding");
  }

  ArchRule applicationIsPlainJava() {
    return classes()
        .that(tree.within("application"))
        .should()
        .onlyDependOnClassesThat(plainJava().or(tree.within("domain", "application")));
  }

  ArchRule coreTakesTimeAndChanceFromOutside() {
    return noClasses()
        .that(tree.within("domain", "application"))
        .should()
        .accessTargetWhere(Tree.where("a hidden clock, chance or environment", CoreRules::isHidden))
        .because("InstantSource, RandomGenerator and nanosecond ticks are handed in");
  }

  ArchRule domainTypesAreClosed() {
    return classes()
        .that(tree.within("domain"))
        .and(tree.named())
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .because("a domain type is a record, an enum, a final class or an interface");
  }

  private static DescribedPredicate<JavaClass> plainJava() {
    return resideInAnyPackage(
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.math..",
            "java.nio",
            "java.nio.charset",
            "java.security",
            "org.jspecify.annotations")
        .and(DescribedPredicate.not(resideInAnyPackage("java.util.logging..", "java.util.prefs..")))
        .or(name("java.net.URI"))
        .or(name("java.net.URISyntaxException"));
  }

  private static boolean isHidden(JavaAccess<?> access) {
    var owner = access.getTargetOwner().getName();
    return HIDDEN_SOURCES.getOrDefault(owner, Set.of()).contains(access.getName())
        || THREAD_MAKERS.contains(owner)
        || isNowWithoutClock(access);
  }

  private static boolean isNowWithoutClock(JavaAccess<?> access) {
    return access instanceof JavaCall<?> call
        && call.getName().equals("now")
        && call.getTargetOwner().getPackageName().equals("java.time")
        && call.getTarget().getRawParameterTypes().stream()
            .noneMatch(type -> type.isEquivalentTo(java.time.Clock.class));
  }
}
