package ai.lyss.adapter.rest.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 7396, appendix A, whose targets and patches are objects. */
final class MergePatchTest {

  private final ObjectMapper json = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':'b'}              | {'a':'c'}                  | {'a':'c'}",
        "{'a':'b'}              | {'b':'c'}                  | {'a':'b','b':'c'}",
        "{'a':'b'}              | {'a':null}                 | {}",
        "{'a':'b','b':'c'}      | {'a':null}                 | {'b':'c'}",
        "{'a':['b']}            | {'a':'c'}                  | {'a':'c'}",
        "{'a':'c'}              | {'a':['b']}                | {'a':['b']}",
        "{'a':{'b':'c'}}        | {'a':{'b':'d','c':null}}   | {'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]}      | {'a':[1]}                  | {'a':[1]}",
        "{'e':null}             | {'a':1}                    | {'e':null,'a':1}",
        "{}                     | {'a':{'bb':{'ccc':null}}}  | {'a':{'bb':{}}}",
        "{'a':1}                | {'a':{'b':2}}              | {'a':{'b':2}}",
      },
      quoteCharacter = '"')
  void puts_a_patch_on_an_object(String target, String patch, String result)
      throws JsonProcessingException {
    var before = object(target);

    assertThat(MergePatch.apply(before, object(patch))).isEqualTo(object(result));
    assertThat(before).as("the target stays as it is").isEqualTo(object(target));
  }

  private ObjectNode object(String text) throws JsonProcessingException {
    return (ObjectNode) json.readTree(text.replace('\'', '"'));
  }
}
