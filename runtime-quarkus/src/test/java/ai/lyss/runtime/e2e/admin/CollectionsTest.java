package ai.lyss.runtime.e2e.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.lyss.runtime.e2e.openapi.IdField;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Every collection that things can be made in has a class of cases here. */
class CollectionsTest {

  @Test
  void each_collection_has_its_cases() throws ReflectiveOperationException {
    var covered = new ArrayList<String>();
    for (JavaClass each : new ClassFileImporter().importPackages("ai.lyss.runtime.e2e.admin")) {
      if (each.isAssignableTo(CollectionContract.class)
          && !each.getModifiers().contains(JavaModifier.ABSTRACT)) {
        var made = each.reflect().getDeclaredConstructor().newInstance();
        covered.add(((CollectionContract) made).name());
      }
    }
    assertThat(covered).containsExactlyInAnyOrderElementsOf(IdField.collections());
  }
}
