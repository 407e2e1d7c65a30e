package ai.lyss.runtime.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** What a driven port is, and who may stand behind it. */
record PortRules(Tree tree) {

  private static final String[] HOMES = {"adapter", "runtime.observability", "domain.local"};

  ArchRule drivenPortsAreInterfaces() {
    return classes()
        .that()
        .resideInAPackage(tree.in("domain.port"))
        .and(tree.named())
        .and()
        .areTopLevelClasses()
        .should()
        .beInterfaces();
  }

  ArchRule drivenPortsAreImplementedAtTheRim() {
    return classes()
        .that(Tree.where("implement a driven port", this::implementsPort))
        .should()
        .resideInAnyPackage(tree.in(HOMES[0]), tree.in(HOMES[1]), tree.in(HOMES[2]))
        .because("the core calls ports; only in-process state lives in the domain itself");
  }

  ArchRule everyDrivenPortIsImplemented() {
    return classes()
        .that(tree.drivenPorts())
        .should(Tree.condition("be implemented at the rim", this::missingBehind))
        .because("a port that nobody stands behind is a guess");
  }

  ArchRule drivenPortsDeclareNoExceptions() {
    return methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage(tree.in("domain.port"))
        .should(Tree.condition("declare no exceptions", PortRules::declared))
        .because("an expected failure is a value of a sealed type, an unexpected one is a bug");
  }

  private boolean implementsPort(JavaClass type) {
    return !type.isInterface() && type.getAllRawInterfaces().stream().anyMatch(tree.drivenPorts());
  }

  private List<String> missingBehind(JavaClass port) {
    var home = tree.within(HOMES);
    return port.getAllSubclasses().stream().anyMatch(home)
        ? List.of()
        : List.of(
            port.getName()
                + " has nobody behind it (expected: in "
                + String.join(", ", HOMES)
                + ")");
  }

  private static List<String> declared(JavaMethod method) {
    return method.getThrowsClause().isEmpty()
        ? List.of()
        : List.of(method.getFullName() + " declares " + method.getThrowsClause().getTypes());
  }
}
