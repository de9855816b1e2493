package humantime

import _ "time/tzdata" // other systems have a list of zones
