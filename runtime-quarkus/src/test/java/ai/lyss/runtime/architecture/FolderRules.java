package ai.lyss.runtime.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ClassesTransformer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a folder may hold: who knows one vendor's folder finds their way in all of them. */
record FolderRules(Tree tree) {

  ArchRule vendorFoldersHoldTheirRolesOnly() {
    return all(vendorFolders()).should(holdOnly(Roles.OF_VENDOR));
  }

  ArchRule dialectFoldersHoldTheirRolesOnly() {
    return all(foldersUnder("adapter.rest.dialect")).should(holdOnly(Roles.OF_DIALECT));
  }

  ArchRule onlyTheWayInToAVendorIsPublic() {
    return classes()
        .that(tree.within("adapter.provider.*"))
        .and(not(tree.within(besideVendors())))
        .and(tree.named())
        .and()
        .areTopLevelClasses()
        .and(Tree.where("are not the way in", FolderRules::isInside))
        .should()
        .bePackagePrivate();
  }

  ArchRule foldersOfStoredThingsHoldTheirRolesOnly() {
    return all(tree.packages("folders of stored things", this::isUnderPersistence))
        .should(
            Tree.condition(
                "hold, beside an entity, files of the roles "
                    + new TreeSet<>(Roles.OF_STORED_THING)
                    + " only",
                FolderRules::strayBesideEntity));
  }

  private ClassesTransformer<JavaPackage> vendorFolders() {
    var parent = tree.at("adapter.provider.");
    return tree.packages(
        "vendor folders",
        name ->
            name.startsWith(parent)
                && !Roles.BESIDE_VENDORS.contains(name.substring(parent.length()).split("\\.")[0]));
  }

  private static String[] besideVendors() {
    return Roles.BESIDE_VENDORS.stream().map("adapter.provider."::concat).toArray(String[]::new);
  }

  private ClassesTransformer<JavaPackage> foldersUnder(String part) {
    var parent = tree.at(part) + ".";
    return tree.packages("folders under " + part, name -> name.startsWith(parent));
  }

  private boolean isUnderPersistence(String name) {
    return name.startsWith(tree.at("adapter.persistence") + ".");
  }

  private static ArchCondition<JavaPackage> holdOnly(Set<String> roles) {
    return Tree.condition(
        "hold only files of the roles " + new TreeSet<>(roles),
        folder ->
            Tree.files(folder).stream()
                .filter(file -> !roles.contains(roleOf(file, folder.getRelativeName())))
                .map(file -> file.getName() + " has no role (expected: one of " + roles + ")")
                .toList());
  }

  private static String roleOf(JavaClass file, String folder) {
    return Roles.of(file.getSimpleName(), folder);
  }

  private static boolean isInside(JavaClass type) {
    return Roles.PUBLIC_OF_VENDOR.stream().noneMatch(type.getSimpleName()::endsWith);
  }

  private static List<String> strayBesideEntity(JavaPackage folder) {
    var files = Tree.files(folder);
    if (files.stream().noneMatch(file -> file.isAnnotatedWith("jakarta.persistence.Entity"))) {
      return List.of();
    }
    return files.stream()
        .filter(file -> Roles.OF_STORED_THING.stream().noneMatch(file.getSimpleName()::endsWith))
        .map(file -> file.getName() + " lives beside an entity and is none of its roles")
        .toList();
  }
}
