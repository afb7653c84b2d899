// The command `init`: a model file to begin with, which works as it stands.
#include "commands.hpp"
#include "output.hpp"

#include <cagr/cagr.hpp>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>

namespace cagr::cli {

namespace {

constexpr std::string_view starter = R"(# A model for cagr: `cagr model FILE` works it out, `cagr check FILE` tests it.
# Amounts and rates are text in quotes, since the digits that are printed count.
format = 1
title  = "An example market"
unit   = "USD billion"                 # currency and scale of all amounts
measure = { what = "revenue", prices = "nominal" }
years  = "2024..2030"
actual = 2024                          # the last year with data: growth from it

# Each part of the market: its value in the actual year, and how it grows.
[segment.devices]
label  = "Devices"
base   = "12.40"
growth = "6.5%"                        # the same rate each year

[segment.services]
label  = "Services"                    # what its parts make together

[segment.support]
label  = "Support"
parent = "services"
base   = "5.20"
growth = [{ rate = "12%", to = 2027 }, { rate = "9%", to = 2030 }]  # stages

[segment.training]
label  = "Training"
parent = "services"
base   = "2.15"
growth = { fade = ["18%", "8%"] }      # from the first rate to the last
# growth = { logistic = "25%", capacity = "9" }   would lead towards a ceiling

# A figure for the whole, from elsewhere, that the parts must make.
[control]
base      = "19.8"
tolerance = "0.5%"
at        = 2024

# Variants: all else stays as above, which is named base.
[scenario.low]
weight = "25%"
change = { "devices.growth" = "4%" }

[scenario.high]
weight = "25%"                         # base has the remaining 50%
change = { "devices.growth" = "8%", "training.growth" = "20%" }

# What must come out, so that a slip is noticed: in one scenario, or in each.
[[expect]]
in    = "base"
total = { year = 2030, prints = "32.02" }

[[expect]]
total    = { at_least = "25", at_most = "45" }   # in the last year
services = { share = ["30%", "50%"] }            # of the total
)";

} // namespace

void run_init(const request& r) {
    const std::string file = r.values.empty() ? "model.toml" : r.values.front();
    if (file == "-") {
        deliver(starter, std::nullopt);
        return;
    }
    // What is there stays, whoever made it in the meantime.
    const int made = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0666);
    if (made < 0) {
        const std::string why = errno == EEXIST ? " is there already; another name is needed, and nothing was written"
                                                : std::string(": ") + std::strerror(errno);
        detail::fail(errc::input_output, (errno == EEXIST ? "" : "cannot write ") + detail::in_quotes(file) + why);
    }
    ::close(made);
    try {
        deliver(starter, file);
    } catch (...) {
        ::unlink(file.c_str());
        throw;
    }
    deliver("wrote " + detail::in_quotes(file) + "; 'cagr model " + file + "' works it out\n", std::nullopt);
}

} // namespace cagr::cli
