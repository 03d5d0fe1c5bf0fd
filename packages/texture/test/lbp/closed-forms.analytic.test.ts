import { testClosedForms } from "../level-sizes/suites.ts";
import { closedForms } from "./closed-forms.ts";

testClosedForms(closedForms);
