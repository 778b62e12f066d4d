package cds.web.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The examples that are shipped.
 *
 * @param all in the order of their files
 */
public record Examples(List<Example> all) {

  /** Reads them from the class path. */
  public static Examples load() {
    try {
      List<Resource> files =
          new ArrayList<>(
              List.of(
                  new PathMatchingResourcePatternResolver(Examples.class.getClassLoader())
                      .getResources("classpath*:try/*.json")));
      files.sort(Comparator.comparing(Examples::name));
      List<Example> examples = new ArrayList<>();
      for (Resource file : files) {
        examples.add(Example.read(name(file), file.getContentAsString(StandardCharsets.UTF_8)));
      }
      return new Examples(List.copyOf(examples));
    } catch (IOException e) {
      throw new UncheckedIOException("the examples of the try page cannot be read", e);
    }
  }

  private static String name(Resource file) {
    return String.valueOf(file.getFilename());
  }

  /** The one of this id. */
  public Optional<Example> named(String id) {
    return all.stream().filter(example -> example.id().equals(id)).findFirst();
  }
}
