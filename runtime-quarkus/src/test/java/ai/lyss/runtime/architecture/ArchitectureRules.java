package ai.lyss.runtime.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every rule by its number and name, as docs/architecture.md lists them. */
final class ArchitectureRules {

  private ArchitectureRules() {}

  /** The rules for the tree under {@code root}. */
  static Map<String, ArchRule> of(String root) {
    var tree = new Tree(root);
    var layers = new LayerRules(tree);
    var core = new CoreRules(tree);
    var ports = new PortRules(tree);
    var folders = new FolderRules(tree);
    var house = new HouseRules(tree);
    var rules = new LinkedHashMap<String, ArchRule>();
    rules.put("A1 dependencies point inwards", layers.dependenciesPointInwards());
    rules.put("A2 the domain is plain Java", core.domainIsPlainJava());
    rules.put("A3 the application is plain Java", core.applicationIsPlainJava());
    rules.put(
        "A4 the core takes time and chance from outside", core.coreTakesTimeAndChanceFromOutside());
    rules.put("A5 adapters do not know each other", layers.adaptersDoNotKnowEachOther());
    rules.put("A6 vendors do not know each other", layers.vendorsDoNotKnowEachOther());
    rules.put(
        "A7 a vendor's folder holds its roles only", folders.vendorFoldersHoldTheirRolesOnly());
    rules.put(
        "A8 a dialect's folder holds its roles only", folders.dialectFoldersHoldTheirRolesOnly());
    rules.put("A9 only the way in to a vendor is public", folders.onlyTheWayInToAVendorIsPublic());
    rules.put("A10 driven ports are interfaces", ports.drivenPortsAreInterfaces());
    rules.put(
        "A11 driven ports are implemented at the rim", ports.drivenPortsAreImplementedAtTheRim());
    rules.put("A12 every driven port is implemented", ports.everyDrivenPortIsImplemented());
    rules.put("A13 rest knows use cases only", layers.restKnowsUseCasesOnly());
    rules.put("A14 transactions stay in persistence", layers.transactionsStayInPersistence());
    rules.put("A15 no package cycles", layers.noPackageCycles());
    rules.put("A16 every package is explained and null-marked", house.everyPackageIsNullMarked());
    rules.put("A17 names say what a thing is", house.namesSayWhatAThingIs());
    rules.put("A18 domain types are closed", core.domainTypesAreClosed());
    rules.put("A19 driven ports declare no exceptions", ports.drivenPortsDeclareNoExceptions());
    rules.put("A20 an entity is known in its own package only", layers.entitiesStayHome());
    rules.put("A21 no field injection", house.noFieldInjection());
    rules.put("A22 no standard streams", house.noStandardStreams());
    rules.put("A23 routes come from the endpoint table", house.routesComeFromTheEndpointTable());
    rules.put(
        "A24 a stored thing's folder holds its roles only",
        folders.foldersOfStoredThingsHoldTheirRolesOnly());
    return rules;
  }
}
