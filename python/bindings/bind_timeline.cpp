#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <petasentra/conformance/disagreements.hpp>
#include <petasentra/conformance/timeline.hpp>
#include <petasentra/core/written_date.hpp>

#include "bindings/conformance_handles.hpp"
#include "bindings/control.hpp"
#include "bindings/handles.hpp"
#include "bindings/module.hpp"
#include "bindings/pack_handle.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

struct TimelineHandle {
    std::shared_ptr<const conformance::Timeline> timeline;
};

std::optional<core::Date> day_or_none(const std::optional<std::string>& text) {
    return text ? std::optional(day_from(*text)) : std::nullopt;
}

TimelineHandle ask_timeline(const LayerHandle& sites, const BoundHandle& pack,
                            const std::optional<std::string>& known_on, bool known_then,
                            const std::optional<std::string>& start, const std::optional<std::string>& end,
                            const std::string& site_id, const std::string& activity, const std::string& for_activity,
                            bool uncertainty, const py::object& progress, std::optional<unsigned> threads) {
    conformance::TimelineOptions options;
    options.question = {{}, day_or_none(known_on), site_id, activity, for_activity, uncertainty};
    options.known_then = known_then;
    options.start = day_or_none(start);
    options.end = day_or_none(end);
    return {run_interruptible({progress, threads},
                              [&](const core::Control& control) -> std::shared_ptr<const conformance::Timeline> {
                                  return std::make_shared<const conformance::Timeline>(
                                      conformance::timeline(*sites, pack.pack, options, control));
                              })};
}

std::pair<std::vector<std::optional<std::string>>, std::vector<std::string>> read_dates(
    const std::vector<std::string>& texts) {
    std::vector<std::optional<std::string>> days;
    std::vector<std::string> readings;
    for (const auto& found : core::read_dates(texts)) {
        using Reading = core::WrittenDate::Reading;
        days.push_back(found.day ? std::optional(core::to_string(*found.day)) : std::nullopt);
        readings.emplace_back(found.reading == Reading::empty       ? "empty"
                              : found.reading == Reading::read      ? ""
                              : found.reading == Reading::ambiguous ? "ambiguous"
                                                                    : "unreadable");
    }
    return {std::move(days), std::move(readings)};
}

}  // namespace

void bind_timeline(py::module_& module) {
    py::class_<TimelineHandle>(module, "Timeline", "The answers of every day there is, as intervals.")
        .def("__len__", [](const TimelineHandle& self) { return self.timeline->intervals.size(); })
        .def(
            "table", [](const TimelineHandle& self) { return handle(conformance::table_of(*self.timeline)); },
            py::call_guard<py::gil_scoped_release>())
        .def("findings",
             [](const TimelineHandle& self) { return handle(conformance::table_of(self.timeline->findings)); })
        .def_property_readonly("sites", [](const TimelineHandle& self) { return self.timeline->site_id; })
        .def_property_readonly("law_days",
                               [](const TimelineHandle& self) {
                                   std::vector<std::string> days;
                                   for (const auto day : self.timeline->law_days) days.push_back(core::to_string(day));
                                   return days;
                               })
        .def_property_readonly("questions", [](const TimelineHandle& self) { return self.timeline->questions; });
    module.def("timeline", &ask_timeline, "sites"_a, "pack"_a, py::kw_only(), "known_on"_a = py::none(),
               "known_then"_a = false, "start"_a = py::none(), "end"_a = py::none(), "site_id"_a = "site_id",
               "activity"_a = "activity", "for_activity"_a = "", "uncertainty"_a = true, "progress"_a = py::none(),
               "threads"_a = py::none(), "Maximal intervals of equal answers.");
    module.def(
        "disagreements",
        [](const ResultHandle& result) {
            return handle(conformance::table_of(*result.result, conformance::disagreements(*result.result)));
        },
        "result"_a, py::call_guard<py::gil_scoped_release>(), "Pairs of rules in dispute, with the ground of each.");
    module.def("read_dates", &read_dates, "texts"_a,
               "Days of a column of dates as written, and why one has none: empty, ambiguous or unreadable.");
}

}  // namespace petasentra::bindings
