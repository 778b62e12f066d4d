package cds.decide;

import cds.cdshooks.CdsService;
import cds.knowledge.ServiceDefinition;
import cds.knowledge.SiteCodes;
import cds.language.Language;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what a service is, as discovery lists it. */
final class Discovery {

  private Discovery() {}

  /** The entry of a service, in a language, with the prefetch templates of a site. */
  static CdsService entry(ServiceDefinition service, SiteCodes site, Language language) {
    Map<String, String> prefetch = new LinkedHashMap<>();
    site.templates(service).forEach((kind, template) -> prefetch.put(kind.key(), template));
    return new CdsService(
        service.hook(),
        language.text(service.title()),
        language.text(service.description()),
        service.id(),
        prefetch,
        language.text(service.usageRequirements()));
  }
}
