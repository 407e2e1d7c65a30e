package ai.lyss.runtime.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ClassesTransformer;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A tree of packages laid out as docs/architecture.md says, and the words the rules are made of.
 *
 * @param root the package all others are under
 */
record Tree(String root) {

  private static final String PACKAGE_INFO = "package-info";

  /** The package of that name under the root. */
  String at(String part) {
    return root + "." + part;
  }

  /** The pattern of that package and all below it. */
  String in(String part) {
    return at(part) + "..";
  }

  /** Classes in one of these packages or below. */
  DescribedPredicate<JavaClass> within(String... parts) {
    return resideInAnyPackage(Arrays.stream(parts).map(this::in).toArray(String[]::new));
  }

  /** Classes that people wrote by name: no package-info, nothing anonymous. */
  DescribedPredicate<JavaClass> named() {
    return where("named", type -> !type.getSimpleName().isEmpty() && !isPackageInfo(type));
  }

  /** Interfaces of {@code domain.port} that stand for themselves. */
  DescribedPredicate<JavaClass> drivenPorts() {
    return where(
        "driven ports",
        type ->
            type.isInterface()
                && type.isTopLevelClass()
                && !isPackageInfo(type)
                && type.getPackageName().equals(at("domain.port")));
  }

  /** The packages with classes in them whose name passes. */
  ClassesTransformer<JavaPackage> packages(String says, Predicate<String> wanted) {
    return new AbstractClassesTransformer<>(says) {
      @Override
      public Iterable<JavaPackage> doTransform(JavaClasses classes) {
        var found = new LinkedHashMap<String, JavaPackage>();
        for (var type : classes) {
          if (!isPackageInfo(type) && wanted.test(type.getPackageName())) {
            found.put(type.getPackageName(), type.getPackage());
          }
        }
        return found.values();
      }
    };
  }

  /** The top-level classes of a package. */
  static List<JavaClass> files(JavaPackage folder) {
    return folder.getClasses().stream()
        .filter(type -> type.isTopLevelClass() && !type.isArray() && !isPackageInfo(type))
        .toList();
  }

  /** A predicate with words to it. */
  static <T> DescribedPredicate<T> where(String says, Predicate<T> test) {
    return DescribedPredicate.describe(says, test);
  }

  /** A condition that complains about a thing as often as it is broken. */
  static <T> ArchCondition<T> condition(String says, Function<T, List<String>> complaints) {
    return new ArchCondition<>(says) {
      @Override
      public void check(T thing, ConditionEvents events) {
        complaints
            .apply(thing)
            .forEach(complaint -> events.add(SimpleConditionEvent.violated(thing, complaint)));
      }
    };
  }

  private static boolean isPackageInfo(JavaClass type) {
    return type.getSimpleName().equals(PACKAGE_INFO);
  }
}
