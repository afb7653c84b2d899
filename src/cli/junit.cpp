#include "junit.hpp"

#include "toml_values.hpp"

#include <tinyxml2.h>

#include <algorithm>

namespace cagr::cli {

std::string junit_text(const std::string& suite, const std::vector<junit_case>& cases) {
    const auto failed = std::count_if(cases.begin(), cases.end(), [](const junit_case& c) { return !c.failure.empty(); });
    tinyxml2::XMLPrinter out;
    out.PushHeader(false, true);
    out.OpenElement("testsuites");
    out.OpenElement("testsuite");
    out.PushAttribute("name", detail::made_visible(suite).c_str());
    out.PushAttribute("tests", static_cast<std::int64_t>(cases.size()));
    out.PushAttribute("failures", static_cast<std::int64_t>(failed));
    out.PushAttribute("errors", 0);
    out.PushAttribute("skipped", 0);
    for (const junit_case& each : cases) {
        out.OpenElement("testcase");
        out.PushAttribute("classname", detail::made_visible(each.group).c_str());
        out.PushAttribute("name", detail::made_visible(each.name).c_str());
        if (!each.place.empty()) out.PushAttribute("file", detail::made_visible(each.place).c_str());
        if (!each.failure.empty()) {
            out.OpenElement("failure");
            out.PushAttribute("message", detail::made_visible(each.failure).c_str());
            out.PushText(detail::made_visible(each.name + ": " + each.failure).c_str());
            out.CloseElement();
        }
        out.CloseElement();
    }
    out.CloseElement();
    out.CloseElement();
    return std::string(out.CStr(), static_cast<std::size_t>(out.CStrSize()) - 1) + "\n";
}

} // namespace cagr::cli
