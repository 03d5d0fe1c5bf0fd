import { dependenceForms } from "../neighbourhoods/dependence-forms.ts";

export const closedForms = dependenceForms("gldm");
