package dev.braid.serving.http;

import dev.braid.project.ServingSettings;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.generation.LiveGenerations;
import dev.braid.serving.query.Queries;
import dev.braid.serving.trino.TrinoProtocol;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The web server, over what answers. */
public final class HttpServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({
    QueryController.class,
    StatusController.class,
    ViewsController.class,
    QueriesController.class,
    RestQueries.class,
    CsvConverter.class,
    ArrowConverter.class,
    SecurityHeaders.class,
    Problems.class,
    LoadedHealthIndicator.class,
    TrinoProtocol.class
  })
  static class Application {}

  private HttpServer(ConfigurableApplicationContext context) {
    this.context = context;
  }

  public static HttpServer start(
      ServingSettings settings,
      LiveGenerations generations,
      Queries queries,
      ServingMetrics metrics) {
    SpringApplication application = new SpringApplication(Application.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setRegisterShutdownHook(false);
    application.setDefaultProperties(
        Map.of("server.address", settings.host(), "server.port", settings.port()));
    application.addInitializers(
        context -> {
          GenericApplicationContext beans = (GenericApplicationContext) context;
          // Spring would close it with the context; it is not the server's to close.
          beans.registerBean(
              LiveGenerations.class, () -> generations, bean -> bean.setDestroyMethodName(""));
          beans.registerBean(ServingMetrics.class, () -> metrics);
          beans.registerBean(Queries.class, () -> queries);
        });
    try {
      return new HttpServer(application.run());
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof PortInUseException) {
          throw ServingErrors.portTaken(settings.host(), settings.port());
        }
        if (cause instanceof WebServerException) {
          throw ServingErrors.cannotListen(settings.host(), settings.port(), cause);
        }
      }
      throw e;
    }
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
