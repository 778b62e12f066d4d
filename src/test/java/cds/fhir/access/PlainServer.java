package cds.fhir.access;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.RequiredParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import cds.chart.DataKind;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import tools.jackson.databind.JsonNode;

/** HAPI's own FHIR server over a list of resources: bearer token, search by patient, pages. */
final class PlainServer implements AutoCloseable {

  static final String TOKEN = "the.only-token";

  private static final FhirContext FHIR = FhirContext.forR4Cached();

  private final Tomcat tomcat = new Tomcat();
  private final List<Resource> resources = new ArrayList<>();

  /** Starts with pages of this size. */
  PlainServer(int pageSize) throws IOException, LifecycleException {
    Path folder = Files.createTempDirectory("plain-server");
    tomcat.setBaseDir(folder.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", folder.toString());
    Tomcat.addServlet(context, "fhir", new Guarded(pageSize));
    context.addServletMappingDecoded("/fhir/*", "fhir");
    tomcat.start();
  }

  String base() {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/fhir";
  }

  /** Holds what a prefetch holds. */
  void hold(JsonNode prefetch) {
    for (JsonNode value : prefetch) {
      if (value.path("resourceType").asString("").equals("Patient")) {
        hold(value.toString());
      }
      value.path("entry").forEach(entry -> hold(entry.path("resource").toString()));
    }
  }

  void hold(String resource) {
    resources.add((Resource) FHIR.newJsonParser().parseResource(resource));
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  private final class Guarded extends RestfulServer {

    private static final long serialVersionUID = 1L;

    Guarded(int pageSize) {
      super(FHIR);
      setPagingProvider(
          new FifoMemoryPagingProvider(50)
              .setDefaultPageSize(pageSize)
              .setMaximumPageSize(pageSize));
      List<IResourceProvider> providers = new ArrayList<>();
      Stream.concat(
              Stream.of(DataKind.values()).map(DataKind::resourceType), Stream.of("Medication"))
          .forEach(type -> providers.add(new OfType(type)));
      setResourceProviders(providers);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      if (("Bearer " + TOKEN).equals(request.getHeader("Authorization"))) {
        super.service(request, response);
      } else {
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      }
    }
  }

  /** Resources of one type; its methods are found by HAPI. */
  public final class OfType implements IResourceProvider {

    private final String type;

    OfType(String type) {
      this.type = type;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
      return FHIR.getResourceDefinition(type).getImplementingClass();
    }

    /** A read. */
    @Read
    public IBaseResource read(@IdParam IdType id) {
      return ofType()
          .filter(resource -> resource.getIdElement().getIdPart().equals(id.getIdPart()))
          .findFirst()
          .orElseThrow(() -> new ResourceNotFoundException(id));
    }

    /** A search. */
    @Search
    public List<IBaseResource> search(
        @RequiredParam(name = "patient") ReferenceParam patient,
        @OptionalParam(name = "code") TokenOrListParam codes) {
      return ofType()
          .filter(
              resource ->
                  FHIR.newJsonParser()
                      .encodeResourceToString(resource)
                      .contains("\"Patient/" + patient.getIdPart() + "\""))
          .map(IBaseResource.class::cast)
          .toList();
    }

    private Stream<Resource> ofType() {
      return resources.stream().filter(resource -> resource.fhirType().equals(type));
    }
  }
}
