package cds.web.edge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives every answer that is made from a template the headers of a page. */
@Component
public final class PageHeaders implements HandlerInterceptor, WebMvcConfigurer {

  /** Gives them to a page that tells of a failure, which no interceptor sees. */
  public static void set(HttpServletResponse response) {
    HeadersValve.page(response);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page != null && page.hasView()) {
      HeadersValve.page(response);
    }
  }
}
